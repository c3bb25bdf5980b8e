/* A sitemap in one file, and in several. */
#include "city.h"

#include <string.h>

#include "render/address.h"
#include "render/outputs.h"
#include "render/press_make.h"
#include "render/view.h"

#define GROUP(id)                                                                                                      \
	{ "content/seibu/shibakubo/groups/" id ".md",                                                                  \
	  "---\nname: " id "の会\nname_kana: かい\nsummary: 集まりです。\npurposes: [gather]\nassured_date: 2026-11-01\n" \
	  "source: 市の案内\n---\n" }

typedef struct Printed {
	City city;
	const Press *press;
	Plan plan;
	Desk desk;
	size_t pages;                          /* that are listed */
} Printed;

static void setup(Printed *p)
{
	static const CityFile files[] = { GROUP("ko"), GROUP("otsu"), GROUP("hei"), GROUP("tei"), GROUP("bo") };
	const Layouts layouts = { 0 };
	const Skip skip = { 0 };
	*p = (Printed){ 0 };
	city_load(&p->city, files, ROWS(files));
	city_is_sound(&p->city);
	Arena *a = &p->city.arena;
	p->press = press_make(p->city.site, NULL, memcpy(arena_bytes(a, sizeof(layouts)), &layouts, sizeof(layouts)),
	                      &skip, 1, a, &p->city.diag);
	p->plan = *plan_make(p->press, OUTPUT_KINDS, a, &p->city.diag);
	p->desk = (Desk){ .press = p->press, .plan = &p->plan };
	for (size_t i = 0; i < p->plan.count; i++)
		p->pages += output_is_indexed(p->press, &p->plan.outputs[i]);
}

static void teardown(Printed *p)
{
	desk_free(&p->desk);
	press_drop(p->press);
	city_end(&p->city);
}

static size_t count_of(Str text, Str word)
{
	size_t count = 0;
	for (size_t at; (at = str_find(text, word)) < text.len; count++)
		text = str_skip(text, at + word.len);
	return count;
}

/* What stands between <loc> and </loc>, one after another. */
static void add_locs(Buf *b, Str xml)
{
	const Str open = STR("<loc>"), close = STR("</loc>");
	for (size_t at; (at = str_find(xml, open)) < xml.len;) {
		xml = str_skip(xml, at + open.len);
		buf_str(b, str_sub(xml, 0, str_find(xml, close)));
		buf_char(b, '\n');
	}
}

static void a_usual_site_has_one_file(void **state)
{
	(void)state;
	Printed p;
	setup(&p);
	assert_true(p.pages > 20);
	assert_int_equal(p.plan.sitemaps.count, 1);
	assert_null(plan_find(&p.plan, STR("sitemap-1.xml")));
	Str xml = render_sitemap(&p.desk, plan_find(&p.plan, STR("sitemap.xml")));
	assert_int_equal(count_of(xml, STR("<loc>")), p.pages);
	assert_true(str_find(xml, STR("<urlset ")) < xml.len);
	teardown(&p);
}

static void check_split(Printed *p, size_t most)
{
	Arena *a = &p->city.arena;
	Buf all = { .arena = a }, parts = { .arena = a }, listed = { .arena = a }, names = { .arena = a };
	p->plan.sitemaps.count = 0;
	add_locs(&all, render_sitemap(&p->desk, NULL));
	p->plan.sitemaps = sitemaps_split(&p->plan, most, a);
	assert_int_equal(p->plan.sitemaps.count, (p->pages + most - 1) / most);
	for (size_t i = 0; i < p->plan.sitemaps.count; i++) {
		Str xml = render_sitemap_part(&p->desk, &(Output){ .page = (int16_t)i });
		size_t count = count_of(xml, STR("<loc>"));
		assert_true(count == most || (i + 1 == p->plan.sitemaps.count && count > 0 && count < most));
		assert_true(str_find(xml, STR("<urlset ")) < xml.len);
		add_locs(&parts, xml);
		buf_str(&names, full_address_of(p->city.site, sitemap_path(i, a), a));
		buf_char(&names, '\n');
	}
	assert_true(str_equal(buf_text(&parts), buf_text(&all)));
	Str list = render_sitemap(&p->desk, NULL);
	assert_true(str_find(list, STR("<sitemapindex ")) < list.len);
	assert_int_equal(str_find(list, STR("<urlset")), list.len);
	add_locs(&listed, list);
	assert_true(str_equal(buf_text(&listed), buf_text(&names)));
}

static void a_large_site_has_a_list_of_files(void **state)
{
	(void)state;
	Printed p;
	setup(&p);
	check_split(&p, 7);
	check_split(&p, p.pages - 1);
	check_split(&p, 1 + p.pages / 2);
	/* One that fits to the last page needs no list. */
	assert_int_equal(sitemaps_split(&p.plan, p.pages, &p.city.arena).count, 1);
	teardown(&p);
}

static void a_list_is_published_with_its_files(void **state)
{
	(void)state;
	Printed p;
	setup(&p);
	/* As many times the same site as fill more than one file. */
	Arena *a = &p.city.arena;
	size_t times = SITEMAP_MOST / p.pages + 1, count = p.plan.count;
	Output *outputs = NEW_ARRAY(a, Output, count * times);
	for (size_t i = 0; i < times; i++)
		memcpy(outputs + i * count, p.plan.outputs, count * sizeof(*outputs));
	p.plan.outputs = outputs;
	p.plan.count = p.plan.room = count * times;
	for (const OutputKind *kind = OUTPUT_KINDS; kind->name; kind++)
		if (kind->scope == OF_PLAN)
			kind->plan(&p.plan, kind, p.city.site->areas[0], NULL);
	assert_int_equal(p.plan.sitemaps.count, 2);
	assert_int_equal(p.plan.count, count * times + 3);
	const Output *last = &p.plan.outputs[p.plan.count - 1];
	assert_true(str_equal(last->path, STR("sitemap-2.xml")));
	assert_int_equal(count_of(render_sitemap_part(&p.desk, last), STR("<loc>")), p.pages * times - SITEMAP_MOST);
	arena_free(&p.plan.scratch);
	teardown(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_usual_site_has_one_file),
		cmocka_unit_test(a_large_site_has_a_list_of_files),
		cmocka_unit_test(a_list_is_published_with_its_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
