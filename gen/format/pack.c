#include "format/pack.h"

#include <assert.h>

#include "format/yaml.h"

enum {
	NUMBER_BYTES = 10, /* at most */
	HASH_BYTES = 16,
	/* At least: a number each for kind, line, column and length; for a key, its length and place. */
	VALUE_BYTES = 4,
	MEMBER_BYTES = 4 + VALUE_BYTES,
};

static_assert(sizeof(Value) <= PACK_GROWTH * VALUE_BYTES, "a list grows more than promised");
static_assert(sizeof(Member) <= PACK_GROWTH * MEMBER_BYTES, "a map grows more than promised");

/* Writing. */

void pack_number(Buf *b, uint64_t n)
{
	if (b->room - b->len < NUMBER_BYTES)
		buf_reserve(b, NUMBER_BYTES);
	for (; n >= 0x80; n >>= 7)
		b->ptr[b->len++] = (char)(n | 0x80);
	b->ptr[b->len++] = (char)n;
}

void pack_text(Buf *b, Str s)
{
	pack_number(b, s.len);
	buf_str(b, s);
}

void pack_hash(Buf *b, Hash h)
{
	char bytes[HASH_BYTES];
	for (int i = 0; i < 8; i++) {
		bytes[i] = (char)(h.high >> 8 * i);
		bytes[8 + i] = (char)(h.low >> 8 * i);
	}
	buf_str(b, (Str){ bytes, HASH_BYTES });
}

/* One value on its way into the Buf. */
typedef struct Packing {
	Buf *out;
	uint32_t line; /* of the place before */
	int depth;
} Packing;

static void put_pos(Packing *p, Pos pos)
{
	uint32_t steps = pos.line - p->line;
	pack_number(p->out, steps << 1 ^ -(steps >> 31));
	pack_number(p->out, pos.column);
	pack_number(p->out, pos.length);
	p->line = pos.line;
}

static void put_value(Packing *p, const Value *v);

static void put_items(Packing *p, const Value *v)
{
	pack_number(p->out, v->count);
	for (uint32_t i = 0; i < v->count; i++)
		put_value(p, &v->as.items[i]);
}

static void put_members(Packing *p, const Value *v)
{
	pack_number(p->out, v->count);
	for (uint32_t i = 0; i < v->count; i++) {
		const Member *m = &v->as.members[i];
		pack_text(p->out, m->key);
		put_pos(p, m->key_pos);
		put_value(p, &m->value);
	}
}

static void put_inner(Packing *p, const Value *v)
{
	assert(p->depth < YAML_DEPTH_MAX);
	p->depth++;
	if (v->kind == VALUE_LIST)
		put_items(p, v);
	else
		put_members(p, v);
	p->depth--;
}

static void put_value(Packing *p, const Value *v)
{
	pack_number(p->out, v->kind);
	put_pos(p, v->pos);
	switch (v->kind) {
	case VALUE_NONE:
	case VALUE_FALSE:
	case VALUE_TRUE: break;
	case VALUE_TEXT: pack_text(p->out, v->as.text); break;
	case VALUE_LIST:
	case VALUE_MAP: put_inner(p, v); break;
	case VALUE_HTML:
	case VALUE_TORN:
	case VALUE_FRAME: assert(false); break; /* made by the program: never packed */
	}
}

void pack_value(Buf *b, const Value *v)
{
	Packing p = { .out = b };
	put_value(&p, v);
}

/* Reading. A failure empties the rest, so that whatever is read next fails too. */

static void fail(Unpack *u)
{
	*u = (Unpack){ .failed = true };
}

static const char *take_bytes(Unpack *u, uint64_t count)
{
	const char *bytes = u->rest.ptr;
	if (count > u->rest.len) {
		fail(u);
		return NULL;
	}
	u->rest = (Str){ bytes + count, u->rest.len - count };
	return bytes;
}

/* How many bytes the number has that begins here; 0 for no number. */
static size_t number_read(Str s, uint64_t *n)
{
	*n = 0;
	for (size_t i = 0; i < s.len && i < NUMBER_BYTES; i++) {
		uint64_t byte = (unsigned char)s.ptr[i];
		*n |= (byte & 0x7f) << 7 * i;
		if (byte & 0x80)
			continue;
		bool padded = i && !byte, overflows = i == NUMBER_BYTES - 1 && byte > 1;
		return padded || overflows ? 0 : i + 1;
	}
	return 0;
}

uint64_t unpack_number_long(Unpack *u, uint64_t most)
{
	uint64_t n;
	size_t bytes = number_read(u->rest, &n);
	if (!bytes || n > most) {
		fail(u);
		return 0;
	}
	take_bytes(u, bytes);
	return n;
}

Str unpack_text(Unpack *u)
{
	uint64_t len = unpack_number(u, SIZE_MAX);
	const char *bytes = len ? take_bytes(u, len) : NULL;
	return bytes ? (Str){ bytes, (size_t)len } : (Str){ 0 };
}

static uint64_t number_of(const char *bytes)
{
	uint64_t n = 0;
	for (int i = 0; i < 8; i++)
		n |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
	return n;
}

Hash unpack_hash(Unpack *u)
{
	const char *bytes = take_bytes(u, HASH_BYTES);
	return bytes ? (Hash){ number_of(bytes), number_of(bytes + 8) } : (Hash){ 0 };
}

/*
 * One value on its way out of the bytes. What is announced must fit into the
 * bytes that are not yet owed to the lists and maps around it, so each byte
 * pays for one item only, however deep they lie.
 */
typedef struct Unpacking {
	Unpack *u;
	Arena *arena;
	size_t owed;   /* what the items still to come in open lists and maps take at least */
	uint32_t line; /* of the place before */
	int depth;
} Unpacking;

static Pos pos_of(Unpacking *p, uint32_t steps, uint16_t column, uint16_t length)
{
	p->line += steps >> 1 ^ -(steps & 1);
	return (Pos){ p->line, column, length };
}

static Pos take_long_pos(Unpacking *p)
{
	uint32_t steps = (uint32_t)unpack_number(p->u, UINT32_MAX);
	uint16_t column = (uint16_t)unpack_number(p->u, UINT16_MAX);
	uint16_t length = (uint16_t)unpack_number(p->u, UINT16_MAX);
	return pos_of(p, steps, column, length);
}

/* Most places are three numbers of one byte. */
static inline Pos take_pos(Unpacking *p)
{
	const unsigned char *at = (const unsigned char *)p->u->rest.ptr;
	if (p->u->rest.len < 3 || (at[0] | at[1] | at[2]) >= 0x80)
		return take_long_pos(p);
	p->u->rest = (Str){ p->u->rest.ptr + 3, p->u->rest.len - 3 };
	return pos_of(p, at[0], at[1], at[2]);
}

static uint32_t take_count(Unpacking *p, size_t least)
{
	uint32_t count = (uint32_t)unpack_number(p->u, UINT32_MAX);
	size_t left = p->u->rest.len;
	if (left < p->owed || count > (left - p->owed) / least) {
		fail(p->u);
		return 0;
	}
	p->owed += count * least;
	return count;
}

static void take_value(Unpacking *p, Value *v);

static void take_items(Unpacking *p, Value *v)
{
	uint32_t count = take_count(p, VALUE_BYTES);
	Value *items = NEW_ARRAY(p->arena, Value, count);
	v->count = count;
	v->as.items = items;
	for (uint32_t i = 0; i < count && !p->u->failed; i++) {
		p->owed -= VALUE_BYTES;
		take_value(p, &items[i]);
	}
}

static void take_members(Unpacking *p, Value *v)
{
	uint32_t count = take_count(p, MEMBER_BYTES);
	Member *members = NEW_ARRAY(p->arena, Member, count);
	v->count = count;
	v->as.members = members;
	for (uint32_t i = 0; i < count && !p->u->failed; i++) {
		p->owed -= MEMBER_BYTES;
		members[i].key = unpack_text(p->u);
		members[i].key_pos = take_pos(p);
		take_value(p, &members[i].value);
	}
}

static void take_inner(Unpacking *p, Value *v)
{
	if (p->depth == YAML_DEPTH_MAX) {
		fail(p->u);
		return;
	}
	p->depth++;
	if (v->kind == VALUE_LIST)
		take_items(p, v);
	else
		take_members(p, v);
	p->depth--;
}

static void take_value(Unpacking *p, Value *v)
{
	v->kind = (ValueKind)unpack_number(p->u, VALUE_FRAME);
	v->pos = take_pos(p);
	switch (v->kind) {
	case VALUE_NONE:
	case VALUE_FALSE:
	case VALUE_TRUE: break;
	case VALUE_TEXT: v->as.text = unpack_text(p->u); break;
	case VALUE_LIST:
	case VALUE_MAP: take_inner(p, v); break;
	case VALUE_HTML:
	case VALUE_TORN:
	case VALUE_FRAME: fail(p->u); break;
	}
}

Value unpack_value(Unpack *u, Arena *a)
{
	Unpacking p = { .u = u, .arena = a };
	Value v = { 0 };
	take_value(&p, &v);
	return u->failed ? (Value){ 0 } : v;
}
