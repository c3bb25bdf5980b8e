#include "site/table_inner.h"

#include <string.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "site/record.h"

enum { KEYS_TOLD = 20 };

/* "name (名称), phone (電話)" */
static Str all_keys(const Table *t, Arena *a)
{
	Buf all = { .arena = a };
	for (size_t i = 0; i < t->count; i++) {
		const Field *f = &t->fields[i];
		buf_str(&all, i ? STR(", ") : (Str){ 0 });
		buf_str(&all, str_from(f->key));
		if (f->ja && strcmp(f->ja, f->key) != 0)
			buf_format(&all, " (%s)", f->ja);
	}
	return buf_text(&all);
}

/* ｃｏｓｔ, Cost, 【費用】, 費　用: the name alone. */
static Str bare_key(Str key, Arena *a)
{
	static const char *const around[] = { "【", "】", "「", "」", "[", "]", "(", ")", "■", "●", "◆", "*", "_" };
	Buf bare = { .arena = a };
	Str rest = utf8_fold_code(key, a);
	while (rest.len) {
		Str here = rest;
		uint32_t point = utf8_next(&rest);
		here.len -= rest.len;
		bool kept = point != ' ' && point != 0x3000;
		for (size_t i = 0; i < sizeof(around) / sizeof(*around); i++)
			kept &= !str_equal(here, str_from(around[i]));
		if (kept && point >= 'A' && point <= 'Z')
			buf_char(&bare, (char)(point + 'a' - 'A'));
		else if (kept)
			buf_str(&bare, here);
	}
	return buf_text(&bare);
}

/* What people call a field who have not looked it up; a name that this table has is taken. */
static Str usual_key(const Table *t, Str bare)
{
	static const struct {
		const char *usual, *key;
	} names[] = {
		{ "tel", "phone" }, { "電話番号", "phone" }, { "連絡先", "contacts" }, { "連絡先", "phone" },
		{ "問い合わせ", "contacts" }, { "問い合わせ先", "contacts" }, { "お問い合わせ", "contacts" },
		{ "問合せ先", "contacts" }, { "hp", "url" }, { "ホームページ", "url" }, { "リンク", "url" },
		{ "mail", "email" }, { "メールアドレス", "email" }, { "fax番号", "fax" }, { "title", "name" },
		{ "題名", "name" }, { "タイトル", "name" }, { "名前", "name" }, { "件名", "name" },
		{ "ふりがな", "name_kana" }, { "フリガナ", "name_kana" }, { "読み", "name_kana" },
		{ "読みがな", "name_kana" }, { "kana", "name_kana" }, { "説明", "summary" }, { "description", "summary" },
		{ "内容", "body" }, { "開催日", "date" }, { "開催日時", "date" }, { "日時", "date" }, { "日程", "date" },
		{ "時刻", "time" }, { "開始時間", "time" }, { "会場", "place" }, { "開催場所", "place" }, { "場所", "address" },
		{ "所在地", "address" }, { "対象", "ages" }, { "対象者", "ages" }, { "年齢", "ages" },
		{ "参加費", "cost" }, { "会費", "cost" }, { "料金", "cost" }, { "主催者", "organizer" },
		{ "申込み", "application" }, { "申し込み", "application" }, { "申込方法", "application" },
		{ "開館時間", "hours" }, { "営業時間", "hours" }, { "定休日", "closed" }, { "休館日", "closed" },
		{ "写真", "images" }, { "備考", "note" }, { "理由", "note" },
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_equal(bare, str_from(names[i].usual)) && field_named(t, str_from(names[i].key), 0))
			return str_from(names[i].key);
	return (Str){ 0 };
}

/* The name that may have been meant: rather of a field that is not there already. */
static Str nearest_key(const Table *t, const Value *v, Str key, Arena *a)
{
	Str names[FIELDS_MAX * 2], given[FIELDS_MAX * 2], bare = bare_key(key, a);
	size_t count = 0, given_count = 0;
	for (size_t i = 0; i < t->count && i < FIELDS_MAX; i++) {
		Str name = str_from(t->fields[i].key), ja = str_from(t->fields[i].ja);
		bool there = value_find(v, name) || (ja.len && value_find(v, ja));
		Str *among = there ? given : names;
		size_t *room = there ? &given_count : &count;
		if (str_equal(bare, name) || str_equal(bare, ja))
			return bare;
		among[(*room)++] = name;
		if (ja.len)
			among[(*room)++] = ja;
	}
	Str usual = usual_key(t, bare), nearest = usual.len ? usual : str_nearest(bare, names, count);
	return nearest.len ? nearest : str_nearest(bare, given, given_count);
}

/* The other kind of record that has such a field, or KINDS. */
static Kind kind_with_key(const Table *t, Str key)
{
	Kind found = KINDS;
	bool of_record = false;
	for (int k = 0; k < KINDS; k++) {
		of_record |= KIND_INFO[k].table == t;
		if (found == KINDS && field_named(KIND_INFO[k].table, key, 0))
			found = (Kind)k;
	}
	return of_record ? found : KINDS;
}

enum { OTHERS_MANY = 3 };

/* A record of another kind, put into this one's folder: told once, and not key by key. */
bool key_of_another_kind(const Reader *r, const Table *t, const Value *v, const Member *m)
{
	size_t counts[KINDS] = { 0 };
	Kind most = KINDS;
	for (size_t i = 0; i < v->count; i++) {
		Str key = v->as.members[i].key;
		for (int k = 0; k < KINDS && !field_named(t, key, 0); k++)
			counts[k] += kind_with_key(t, key) != KINDS && field_named(KIND_INFO[k].table, key, 0) != NULL;
	}
	for (int k = 0; k < KINDS; k++)
		if (counts[k] >= OTHERS_MANY && (most == KINDS || counts[k] > counts[most]))
			most = (Kind)k;
	if (most == KINDS)
		return false;
	const Written *w = &r->written;
	diag_error(w->diag, w->src, m->key_pos, "record-kind",
	           ARGS(str_from(KIND_INFO[most].ja), str_from(KIND_INFO[most].folder)),
	           _("this record is written as one in '{1}' ({0})"), _("move its file into the folder '{1}'"));
	return true;
}

/* The field that was meant, or NULL. */
const Field *key_meant(const Reader *r, const Table *t, const Value *v, const Member *m)
{
	const Written *w = &r->written;
	Str nearest = nearest_key(t, v, m->key, w->arena);
	Kind other = kind_with_key(t, m->key);
	if (other != KINDS)
		diag_error(w->diag, w->src, m->key_pos, "key-unknown",
		           ARGS(m->key, str_from(KIND_INFO[other].ja), str_from(KIND_INFO[other].folder)),
		           _("unknown key '{0}'"),
		           _("'{0}' belongs to records in '{2}' ({1}); move this file there if it is "
		             "one, or take the line away"));
	else if (nearest.len)
		diag_error(w->diag, w->src, m->key_pos, "key-unknown",
		           ARGS(m->key, str_from(t->name), nearest),
		           _("unknown key '{0}'"), _("did you mean '{2}'?"));
	else if (t->count <= KEYS_TOLD)
		diag_error(w->diag, w->src, m->key_pos, "key-unknown", ARGS(m->key, all_keys(t, w->arena)),
		           _("unknown key '{0}'"), _("the keys here are {1}"));
	else
		diag_error(w->diag, w->src, m->key_pos, "key-unknown", ARGS(m->key, str_from(t->name)),
		           _("unknown key '{0}'"),
		           _("take the line away; 'keijiban explain {1}' lists the keys there are"));
	return field_named(t, nearest, 0);
}
