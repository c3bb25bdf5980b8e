#include "render/plan_inner.h"

#include "render/languages.h"

/* A record has a page where it has a text. */
static bool has_page(const Language *l, const Output *out)
{
	return out->kind->retold && language_has_page(l, str_from(out->kind->name)) &&
	       (out->kind->scope != OF_RECORD || (l->easy && record_has_easy(out->of.record)));
}

static void check_pages(Plan *plan, const Language *l)
{
	for (size_t i = 0; i < l->pages.count; i++) {
		const OutputKind *kind = plan->kinds;
		while (kind->name && !(kind->retold && str_equal(str_from(kind->name), l->pages.items[i])))
			kind++;
		if (!kind->name)
			diag_error(plan->diag, l->src, pos_of_word(l->src->bytes, (Pos){ 1, 1, 0 }, l->pages.items[i]),
			           "language-page", ARGS(l->pages.items[i]),
			           _("there are no pages '{0}' in other languages"),
			           _("write some of: home, find, search, consult, schemes, about, accessibility, area, "
			             "whatson, index, list, news, record"));
	}
}

void plan_languages(Plan *plan)
{
	const Languages *languages = &plan->press->site->languages;
	size_t japanese = plan->count;
	for (size_t n = 0; n < languages->count; n++) {
		const Language *l = &languages->items[n];
		check_pages(plan, l);
		for (size_t i = 0; i < japanese; i++) {
			Output out = plan->outputs[i];
			if (!has_page(l, &out))
				continue;
			out.language = (uint16_t)(n + 1);
			out.path = path_in(l, out.path, &plan->scratch);
			plan_add(plan, out, out.page <= 1);
		}
	}
}
