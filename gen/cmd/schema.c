#include "cmd/commands.h"
#include "cmd/report.h"
#include "site/schema.h"
#include "site/site_load.h"
#include "source/tree.h"

static void print_schema(const Site *site, Str word)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	if (str_equal(word, STR("snippets")))
		schema_render_snippets(&site->vocabulary, &b);
	else
		schema_render(&site->vocabulary, kind_called(word), &b);
	fwrite(b.ptr, 1, b.len, stdout);
	arena_free(&scratch);
}

/* Mistakes elsewhere are for `check`: an editor is wanted most where there are some. */
static bool is_told(const Problem *p)
{
	return p->level == DIAG_WORLD || str_ends(p->path, STR("/vocabulary.yaml"));
}

static int make_schema(const Options *o, Str word)
{
	Diag d = { 0 }, told = { 0 };
	Sources *sources = sources_of_tree(o->content, STR("content"), &d);
	Files content = sources_take(sources, o->jobs, &d);
	const SiteOptions options = { .today = o->today, .jobs = o->jobs };
	const Site *site = sources ? site_load(&content, &options, &d) : NULL;
	for (size_t i = 0; i < d.count; i++)
		if (problem_is_error(&d.problems[i]) && is_told(&d.problems[i]))
			diag_again(&told, &d.problems[i]);
	if (site && !told.errors)
		print_schema(site, word);
	report_print(&told, FORMAT_TEXT, stderr);
	int status = report_status(&told, false);
	if (site)
		site_drop(site);
	files_drop(&content);
	diag_free(&told);
	diag_free(&d);
	return status;
}

int cmd_schema(const Options *o)
{
	Str word = o->word_count ? o->words[0] : (Str){ 0 };
	if (!word.len || str_equal(word, STR("snippets")) || kind_called(word) != KINDS)
		return make_schema(o, word);
	fprintf(stderr, _("keijiban schema: there is no kind '%.*s'\n"), STR_ARG(word));
	for (int k = 0; k < KINDS; k++)
		fprintf(stderr, "  %s (%s)\n", KIND_INFO[k].id, KIND_INFO[k].ja);
	return STATUS_USAGE;
}
