#include "cmd/commands.h"
#include "cmd/report.h"
#include "publish/inventory.h"

static void print_differences(const Ledger *l, bool zero, Arena *a)
{
	size_t count;
	const LedgerEntry **list = inventory_differences(l, a, &count);
	for (size_t i = 0; i < count; i++)
		printf("%c %.*s%c", inventory_letter(list[i]), STR_ARG(list[i]->file.path), zero ? '\0' : '\n');
}

/* The list is kept only after it was handed over whole, so that nothing is lost between two runs. */
static bool deploy_list(const Options *o, Ledger *l, Diag *d)
{
	if (!inventory_load(o->words[0], INVENTORY_OLD, l, d) || !inventory_load(o->words[1], INVENTORY_NEW, l, d))
		return false;
	print_differences(l, o->zero, l->arena);
	if (fflush(stdout) != 0) {
		diag_world(d, STR("stdout"), "list-unwritten", NO_ARGS, _("the list could not be written"),
		           _("see to where it goes, then type the command again"));
		return false;
	}
	return !o->save.len || inventory_save(l, o->save, d);
}

int cmd_deploy_list(const Options *o)
{
	Arena a = { 0 };
	Diag d = { 0 };
	Ledger l = { .arena = &a };
	if (o->word_count != 2) {
		fputs(_("keijiban deploy-list: name what was there before and what is there now\n"), stderr);
		return STATUS_USAGE;
	}
	deploy_list(o, &l, &d);
	report_print(&d, FORMAT_TEXT, stderr);
	int status = report_status(&d, false);
	diag_free(&d);
	arena_free(&a);
	return status;
}
