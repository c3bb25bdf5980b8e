#include "render/permanent.h"

#include "render/address.h"
#include "render/plan.h"
#include "render/view.h"
#include "site/singletons.h"

bool permanent_is(const Output *out)
{
	bool list = out->page > 1 || out->kind->render == render_index || out->kind->render == render_board ||
	            out->kind->render == render_kana || out->kind->render == render_moved;
	return !list && !out->language && str_ends(out->path, STR("index.html"));
}

static bool is_among(const Texts *ids, Str id)
{
	for (size_t i = 0; i < ids->count; i++)
		if (str_equal(ids->items[i], id))
			return true;
	return false;
}

/* /seibu/shibakubo/events/hana/: of a record that was taken back, or whose end is an error of its own (id-vanished). */
static bool is_of_the_gone(const Site *site, Str address)
{
	for (Str rest = address; rest.len;) {
		Str part = str_cut(rest, '/', &rest);
		if (!part.len || map_find(&site->by_id, part))
			continue;
		for (size_t i = 0; i < site->withdrawn.count; i++)
			if (str_equal(site->withdrawn.items[i].id, part))
				return true;
		if (is_among(&site->published_ids, part))
			return true;
	}
	return false;
}

static void check_line(const Plan *plan, const Source *src, uint32_t line, Str address, Arena *scratch, Diag *d)
{
	const Site *site = plan->press->site;
	Str path = path_of_address(site, address, scratch);
	if ((path.len && plan_find(plan, path)) || is_of_the_gone(site, address))
		return;
	diag_error(d, src, (Pos){ line, 1, (uint16_t)address.len }, "address-vanished", ARGS(address),
	           _("the published address '{0}' would lead nowhere"),
	           _("write it into the aliases of the record that is there now: aliases: [{0}]"));
}

void permanent_check(const Plan *plan, const Files *content, Diag *d)
{
	const File *file = file_at(content, STR("content/addresses.txt"));
	const Site *site = plan->press->site;
	Arena scratch = { 0 };
	uint32_t line = 0;
	/* A record that could not be read has no page, and was told. */
	if (site->unsound.count || site->records_unread || plan->press->skip.all_but_data)
		return;
	for (Str rest = file ? file->source.bytes : (Str){ 0 }; rest.len;) {
		Str text = str_cut(rest, '\n', &rest), address = str_trim(str_cut(text, '#', &text));
		line++;
		if (address.len)
			check_line(plan, &file->source, line, address, &scratch, d);
		arena_reset(&scratch, (ArenaMark){ 0 });
	}
	arena_free(&scratch);
}
