#include "site/links.h"

#include <string.h>

typedef struct Links {
	Arena *arena;
	Str *items;
	size_t count, room;
} Links;

static void add(Links *l, Str link)
{
	for (size_t i = 0; i < l->count; i++)
		if (str_equal(l->items[i], link))
			return;
	if (l->count == l->room) {
		l->room = l->room ? l->room * 2 : 2;
		Str *grown = NEW_ARRAY(l->arena, Str, l->room);
		if (l->count)
			memcpy(grown, l->items, l->count * sizeof(*grown));
		l->items = grown;
	}
	l->items[l->count++] = link;
}

static bool is_elsewhere(Str target)
{
	static const Str schemes[] = {
		STR_INIT("https:"), STR_INIT("http:"), STR_INIT("mailto:"), STR_INIT("tel:"),
	};
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (str_starts(target, schemes[i]))
			return true;
	return false;
}

static size_t id_length(Str text)
{
	size_t len = 0;
	while (len < text.len && strchr("abcdefghijklmnopqrstuvwxyz0123456789-", text.ptr[len]) && text.ptr[len])
		len++;
	return len;
}

static void add_target(Links *l, Str target)
{
	Str scheme = STR("record:");
	while (target.len && strchr(" \t\r\n<", *target.ptr) && *target.ptr)
		target = str_skip(target, 1);
	if (str_starts(target, scheme))
		add(l, str_sub(target, 0, scheme.len + id_length(str_skip(target, scheme.len))));
	else if (!is_elsewhere(target))
		add(l, STR("anywhere"));
}

Texts links_of(Str text, Arena *a)
{
	Links l = { .arena = a };
	/* [words](target) and [name]: target */
	for (Str rest = text; rest.len;) {
		rest = str_skip(rest, str_find_byte(rest, ']') + 1);
		if (rest.len && (*rest.ptr == '(' || *rest.ptr == ':'))
			add_target(&l, str_skip(rest, 1));
	}
	/* <target> */
	for (Str rest = text; rest.len;) {
		rest = str_skip(rest, str_find_byte(rest, '<') + 1);
		if (str_starts(rest, STR("record:")))
			add_target(&l, rest);
	}
	return (Texts){ l.items, l.count };
}
