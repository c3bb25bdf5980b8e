/*
 * Hostile layouts. The input is cut at "~~" into templates: the page, then
 * partials a, b, c … Whatever they are, parsing, binding and rendering end
 * within their bounds; and what binds renders the same bytes both ways, and
 * settled.
 */
#include <stdlib.h>
#include <string.h>

#include "format/mustache.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { TEMPLATES_MAX = 6 };

static const Slot item_slots[] = {
	{ "name", SLOT_TEXT }, { "url", SLOT_TEXT }, { "open", SLOT_BOOL }, { "tags", SLOT_LIST, NULL } };
static const Shape item_shape = { "item", item_slots, 4 };
static const Slot page_slots[] = {
	{ "title", SLOT_TEXT }, { "body", SLOT_HTML }, { "kind", SLOT_TEXT }, { "items", SLOT_LIST, &item_shape },
	{ "one", SLOT_FRAME, &item_shape }, { "none", SLOT_FRAME, &item_shape } };
static const Shape page_shape = { "page", page_slots, 6 };
static const Slot root_slots[] = { { "page", SLOT_FRAME, &page_shape }, { "x", SLOT_TEXT } };
static const Shape root_shape = { "root", root_slots, 2 };

static Value root_make(Value root[2], Value page[6], Value items[2], Value slots[2][4], Value tags[2])
{
	tags[0] = value_text(STR("<t>"));
	tags[1] = value_text(STR("\n"));
	for (int i = 0; i < 2; i++) {
		slots[i][0] = value_text(i ? STR("あ\n") : STR("n & m"));
		slots[i][1] = value_text(STR("/u/"));
		slots[i][2] = value_bool(i);
		slots[i][3] = value_list(tags, (size_t)i * 2);
		items[i] = value_frame(&item_shape, slots[i]);
	}
	page[0] = value_text(STR("\"題\""));
	page[1] = value_html(STR("<b>\n</b>\n"));
	page[2] = value_text(STR("b"));
	page[3] = value_list(items, 2);
	page[4] = items[1];
	page[5] = (Value){ 0 };
	root[0] = value_frame(&page_shape, page);
	root[1] = (Value){ 0 };
	return value_frame(&root_shape, root);
}

/* {{.}} in a section that is no list means the section's value leniently, the item in a build. */
static bool has_dot_tag(Str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '.' && (i + 1 == text.len || text.ptr[i + 1] < 'a' || text.ptr[i + 1] > 'z'))
			return true;
	return false;
}

static void compare(const Template *lenient, const Template *bound, const Value *root, Arena *a)
{
	Buf one = { .arena = a }, two = { .arena = a };
	bool whole = mustache_render(lenient, root, &one);
	if (!mustache_render(bound, root, &two) || (whole && !str_equal(buf_text(&one), buf_text(&two))))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const Str names[TEMPLATES_MAX] = {
		STR_INIT("page"), STR_INIT("a"), STR_INIT("b"), STR_INIT("c"), STR_INIT("d"), STR_INIT("e") };
	const MustacheChoices choices = { STR_INIT("kind"), names + 1, 2 };
	Value root_slot[2], page[6], items[2], slots[2][4], tags[2];
	Value root = root_make(root_slot, page, items, slots, tags);
	Arena a = { 0 };
	Diag d = { 0 };
	Mustache *m = mustache_make(&a);
	Str input = { (const char *)bytes, size }, rest = input;
	for (size_t i = 0; i < TEMPLATES_MAX && rest.len; i++) {
		size_t len = str_find(rest, STR("~~"));
		mustache_add(m, names[i], &(Source){ names[i], str_sub(rest, 0, len) }, &d);
		rest = str_skip(rest, len + 2);
	}
	const Template *lenient = mustache_find(m, names[0]);
	if (lenient) {
		const Template *bound = mustache_bind(m, names[0], &root_shape, &choices, 1, &d);
		Buf out = { .arena = &a };
		mustache_render(lenient, &root, &out);
		if (bound)
			compare(bound, mustache_settle(bound, STR("page"), &root_slot[0], &a), &root, &a);
		if (bound && !has_dot_tag(input))
			compare(lenient, bound, &root, &a);
	}
	diag_free(&d);
	arena_free(&a);
	return 0;
}
