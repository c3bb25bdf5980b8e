#include "format/markdown.h"
#include "base/nearest.h"
#include "render/address.h"
#include "render/view.h"
#include "site/state.h"

typedef struct Body {
	Desk *desk;
	const Record *record;
	Arena *arena;
	bool doubtful;                         /* a field of it could not be read, perhaps its pictures */
	bool pageless;                         /* doubtful, or seen from a later day on: it has no address yet */
} Body;

/* A record that could not be read, or vanished (not one taken back): that has been reported where it happened. */
static bool is_reported(const Site *site, Str id)
{
	if (site->records_unread || map_find(&site->unsound, id))
		return true;
	for (size_t i = 0; i < site->withdrawn.count; i++)
		if (str_equal(site->withdrawn.items[i].id, id))
			return false;
	for (size_t i = 0; i < site->published_ids.count; i++)
		if (str_equal(site->published_ids.items[i], id))
			return true;
	return false;
}

static Str record_target(const Body *b, Str id)
{
	const Site *site = b->desk->press->site;
	const Record *r = map_find(&site->by_id, id);
	if (!r)
		return is_reported(site, id) ? STR("#") : (Str){ 0 };
	/* By the day on which this text is seen, so is that record. */
	if (b->record->state == STATE_HIDDEN && r->state == STATE_HIDDEN && r->publish_from <= b->record->publish_from)
		return STR("#");
	return ready_record(b->desk->press, r)->url;
}

/* Only the troubles of /consult/ have names that stay; a part of any other page may go at any time. */
static bool fragment_stays(const Site *site, Str path, Str fragment)
{
	const Terms *troubles = &site->vocabulary.lists[TROUBLES];
	for (size_t i = 0; i < troubles->count; i++)
		if (str_equal(path, STR("consult/index.html")) &&
		    str_equal(fragment, troubles->items[i].id))
			return true;
	return !fragment.len;
}

/* An address from the site's root, or from the record's own page; only what is published. */
static Str page_target(const Body *b, Str target)
{
	const Site *site = b->desk->press->site;
	if (b->pageless && !str_starts(target, STR("/")))
		return str_starts(target, STR("www.")) ? (Str){ 0 } : STR("#");
	Str from = str_starts(target, STR("/")) ? site->info.base_path
	                                        : ready_record(b->desk->press, b->record)->url;
	Str address = STR_CONCAT(b->arena, from, target), fragment;
	str_cut(target, '#', &fragment);
	Str path = path_of_address(site, address, b->arena);
	bool known =
		path.len && plan_find(b->desk->plan, path) && fragment_stays(site, path, fragment);
	return known ? address : (Str){ 0 };
}

static Str link_url(void *context, Str target)
{
	const Body *b = context;
	Str id = target;
	return str_take(&id, STR("record:")) ? record_target(b, id) : page_target(b, target);
}

static Str link_nearest(void *context, Str target)
{
	const Body *b = context;
	const Map *ids = &b->desk->press->site->by_id;
	Str id = target;
	if (!str_take(&id, STR("record:")))
		return (Str){ 0 };
	Str *names = NEW_ARRAY(b->arena, Str, ids->count);
	for (size_t i = 0; i < ids->count; i++)
		names[i] = ids->entries[i].key;
	Str nearest = str_nearest(id, names, ids->count);
	return nearest.len ? STR_CONCAT(b->arena, STR("record:"), nearest) : nearest;
}

static Str image_html(void *context, Str target, Str alt)
{
	const Body *b = context;
	for (size_t i = 0; b->pageless && i < b->record->images.count; i++)
		if (str_equal(b->record->images.items[i].file, target))
			return STR("-");
	if (b->pageless)
		return b->doubtful ? STR("-") : (Str){ 0 };
	return picture_html(b->desk->press, b->record, target, alt, b->arena);
}

static Str markdown_of(Body body, Str text, uint32_t line, Str prefix, Diag *diag)
{
	Desk *desk = body.desk;
	const MarkdownRules rules = {
		.japanese = true,
		.heading_level = 1,
		.id_prefix = prefix,
		.link_url = link_url,
		.link_nearest = link_nearest,
		.image_html = image_html,
		.context = &body,
	};
	Str html = { 0 };
	if (text.len)
		markdown_render(body.record->src, text, line, &rules, &desk->page, diag, &html);
	/* What cmark needed is forgotten with the page; the text is kept with the record's frame. */
	return str_copy(html, &desk->group);
}

bool view_body_text(Desk *desk, const Record *r, Str *text)
{
	DeskBody *kept = &desk->body;
	if (kept->record != r) {
		*kept = (DeskBody){ 0 };
		if (!record_body(desk->press->site, r, &desk->group, &desk->diag, &kept->text))
			return false;
		kept->record = r;
	}
	*text = kept->text;
	return true;
}

static Str render(Desk *desk, const Record *r, Diag *diag)
{
	const Body body = { .desk = desk, .record = r, .arena = &desk->page };
	Str text;
	return view_body_text(desk, r, &text) ? markdown_of(body, text, r->body_line, STR("b-"), diag) : (Str){ 0 };
}

Str view_body(Desk *desk, const Record *r)
{
	Str html = render(desk, r, &desk->diag);
	desk->body.html = html;
	desk->body.rendered = true;
	return html;
}

Str view_body_again(Desk *desk, const Record *r)
{
	if (desk->body.record == r && desk->body.rendered)
		return desk->body.html;
	Diag ignored = { 0 };
	desk->body.html = render(desk, r, &ignored);
	desk->body.rendered = true;
	diag_free(&ignored);
	return desk->body.html;
}

TextBlocks view_body_blocks(Desk *desk, const Record *r)
{
	DeskBody *kept = &desk->body;
	Str html = view_body_again(desk, r);
	if (!kept->has_blocks)
		kept->blocks = markdown_blocks(html, &desk->group);
	kept->has_blocks = true;
	return kept->blocks;
}

Str view_easy_body(Desk *desk, const Record *r)
{
	const Body body = { .desk = desk, .record = r, .arena = &desk->page };
	return markdown_of(body, r->easy->body, r->easy->pos.line, STR("e-"), &desk->diag);
}

static void check_pageless(Desk *desk, const Record *r, Str text, bool doubtful)
{
	const Body body = { desk, r, &desk->page, doubtful, true };
	markdown_of(body, text, r->body_line, STR("b-"), &desk->diag);
	markdown_of(body, r->easy->body, r->easy->pos.line, STR("e-"), &desk->diag);
}

void check_bodies(Desk *desk, const Record *r)
{
	Str body;
	if (state_has_page(r->state)) {
		view_body(desk, r);
		view_easy_body(desk, r);
	} else if (record_body(desk->press->site, r, &desk->group, &desk->diag, &body)) {
		check_pageless(desk, r, body, false);
	}
	desk_clear(desk);
}

void check_doubtful_bodies(Desk *desk, const Record *r)
{
	check_pageless(desk, r, r->body, true);
	desk_clear(desk);
}
