#include "site/singletons.h"

#include "base/utf8.h"
#include "format/yaml.h"
#include "site/doubt.h"
#include "site/fold.h"
#include "site/singletons_inner.h"

/* site.yaml */

static const Field credit_fields[] = {
	{ "name", "名称", &FIELD_LINE, OF(Credit, name), FIELD_REQUIRED },
	{ "text", "本文", &FIELD_LINE, OF(Credit, text), FIELD_REQUIRED },
	{ "url", "URL", &FIELD_URL, OF(Credit, url) },
};
static const Table CREDIT = TABLE("credit", Credit, credit_fields, NULL, NO_POS);

#define IN(part, member) (OF(SiteInfo, part.member) - OF(SiteInfo, part))
static const Field board_rule_fields[] = {
	{ "size", "用紙", &FIELD_LINE, IN(board, size) },
	{ "max_days", "日数", &FIELD_INT, IN(board, max_days) },
	{ "stamp", "承認印", &FIELD_BOOL, IN(board, stamp) },
};
static const Table BOARD_RULE = { "board", sizeof(((SiteInfo *)0)->board), board_rule_fields, 3, NULL, NO_POS };

static const Field statement_fields[] = {
	{ "standard", "達成基準", &FIELD_LINE, IN(accessibility, standard), FIELD_REQUIRED },
	{ "scope", "対象範囲", &FIELD_LINE, IN(accessibility, scope), FIELD_REQUIRED },
	{ "exceptions", "例外", &FIELD_TEXTS, IN(accessibility, exceptions) },
	{ "contact", "問合せ", &FIELD_LINE, IN(accessibility, contact), FIELD_REQUIRED },
};
static const Table STATEMENT = {
	"accessibility", sizeof(((SiteInfo *)0)->accessibility), statement_fields, 4, NULL, NO_POS
};

static const Field site_fields[] = {
	{ "name", "名称", &FIELD_LINE, OF(SiteInfo, name), FIELD_REQUIRED, .help = N_("name of the site") },
	{ "short", "短い名称", &FIELD_LINE, OF(SiteInfo, short_name), FIELD_REQUIRED, .help = N_("short name") },
	{ "base_url", "アドレス", &FIELD_URL, OF(SiteInfo, base_url), FIELD_REQUIRED, .help = N_("where the site is: https://…/") },
	{ "lang", "言語", &FIELD_LINE, OF(SiteInfo, lang), .help = N_("ja") },
	{ "municipality_code", "市区町村コード", &FIELD_LINE, OF(SiteInfo, municipality_code), FIELD_REQUIRED },
	{ "prefecture", "都道府県", &FIELD_LINE, OF(SiteInfo, prefecture), FIELD_REQUIRED },
	{ "city", "市区町村", &FIELD_LINE, OF(SiteInfo, city), FIELD_REQUIRED },
	{ "licence", "ライセンス", &FIELD_LINE, OF(SiteInfo, licence), FIELD_REQUIRED },
	{ "licence_url", "ライセンスのURL", &FIELD_URL, OF(SiteInfo, licence_url) },
	{ "stale_days", "確認の期限", &FIELD_INT, OF(SiteInfo, stale_days), .help = N_("days after which a record counts as not confirmed") },
	{ "whats_on_days", "行事の日数", &FIELD_INT, OF(SiteInfo, whats_on_days), .help = N_("days that the what's-on pages show") },
	{ "board", "掲示板", &FIELD_MAP, OF(SiteInfo, board), .table = &BOARD_RULE },
	{ "credits", "出典", &FIELD_MAPS, OF(SiteInfo, credits), .table = &CREDIT },
	{ "estimates", "見込み", &FIELD_TEXTS, OF(SiteInfo, estimates) },
	{ "accessibility", "ウェブアクセシビリティ", &FIELD_MAP, OF(SiteInfo, accessibility), FIELD_REQUIRED, .table = &STATEMENT },
};
static const Table SITE = TABLE("site", SiteInfo, site_fields, NULL, NO_POS);

/* offices.yaml */

static const Field office_fields[] = {
	{ "id", "ID", &FIELD_ID, OF(Office, id), FIELD_REQUIRED },
	{ "name", "名称", &FIELD_LINE, OF(Office, name), FIELD_REQUIRED },
	{ "name_kana", "よみ", &FIELD_KANA, OF(Office, name_kana), .told = UNTOLD },
	{ "phone", "電話", &FIELD_PHONE, OF(Office, phone), .help = N_("042-464-1311, or 確認中") },
	{ "fax", "FAX", &FIELD_PHONE, OF(Office, fax) },
	{ "email", "メール", &FIELD_EMAIL, OF(Office, email) },
	{ "url", "URL", &FIELD_URL, OF(Office, url) },
	{ "hours", "受付時間", &FIELD_HOURS, OF(Office, hours) },
	{ "after_hours", "時間外", &FIELD_LINE, OF(Office, after_hours) },
	{ "address", "住所", &FIELD_LINE, OF(Office, address) },
	{ "role", "役割", &FIELD_TERM, OF(Office, role), .list = ROLES, .told = UNTOLD },
	{ "ask", "聞き方", &FIELD_LINE, OF(Office, ask), .help = N_("whom to ask instead of a name") },
	{ "note", "補足", &FIELD_LINE, OF(Office, note) },
	{ "source", "出典", &FIELD_TEXTS, OF(Office, source), .told = UNTOLD },
	{ "sample", "見本", &FIELD_BOOL, OF(Office, sample), .told = UNTOLD },
};
const Table OFFICE_TABLE = TABLE("office", Office, office_fields, NULL, OF(Office, pos));

static const Field retired_fields[] = {
	{ "phone", "電話", &FIELD_LINE, OF(RetiredPhone, phone), FIELD_REQUIRED },
	{ "since", "日付", &FIELD_DAY, OF(RetiredPhone, since) },
	{ "use", "新しい番号", &FIELD_LINE, OF(RetiredPhone, use) },
};
static const Table RETIRED = TABLE("retired-phone", RetiredPhone, retired_fields, NULL, OF(RetiredPhone, pos));

static const Field offices_fields[] = {
	{ "offices", "窓口", &FIELD_MAPS, OF(Site, offices), FIELD_REQUIRED, .table = &OFFICE_TABLE, .limit = 1 },
	{ "retired_phones", "使われなくなった番号", &FIELD_MAPS, OF(Site, retired_phones), .table = &RETIRED },
};
static const Table OFFICES = TABLE("offices", Site, offices_fields, NULL, NO_POS);

bool offices_read(const Reader *r, Offices *offices)
{
	const Source *src = r->written.src;
	Site *site = NEW(r->written.arena, Site);
	Value v;
	if (!yaml_parse(src, src->bytes, 1, r->written.arena, r->written.diag, &v) || v.kind != VALUE_MAP ||
	    !table_read(r, &OFFICES, &v, site, NULL))
		return false;
	*offices = site->offices;
	return true;
}

/* synonyms.yaml */

static const Field synonym_fields[] = {
	{ "words", "ことば", &FIELD_TEXTS, OF(Synonym, words), FIELD_REQUIRED, .limit = 40,
	  .help = N_("words that a search takes for one another") },
};
static const Table SYNONYM = TABLE("synonym", Synonym, synonym_fields, NULL, OF(Synonym, pos));

/* accessibility.yaml, as tests/web/report.mjs writes it */

static const Field tested_fields[] = {
	{ "date", "日付", &FIELD_DAY, OF(Tested, date), FIELD_REQUIRED },
	{ "tools", "道具", &FIELD_LINE, OF(Tested, tools), FIELD_REQUIRED },
	{ "pages", "ページ", &FIELD_INT, OF(Tested, pages) },
	{ "looked", "見たページ", &FIELD_INT, OF(Tested, looked) },
	{ "findings", "見つかったこと", &FIELD_INT, OF(Tested, findings) },
	{ "html_pages", "HTMLを見たページ", &FIELD_INT, OF(Tested, html_pages) },
	{ "html_findings", "HTMLで見つかったこと", &FIELD_INT, OF(Tested, html_findings) },
	{ "views", "見方", &FIELD_TEXTS, OF(Tested, views) },
	{ "passed", "できたこと", &FIELD_TEXTS, OF(Tested, passed) },
	{ "failed", "できなかったこと", &FIELD_TEXTS, OF(Tested, failed) },
};
static const Table TESTED = TABLE("tested", Tested, tested_fields, NULL, NO_POS);

/* towns.yaml */

static const Field chome_fields[] = {
	{ "n", "丁目", &FIELD_INT, OF(Chome, n), FIELD_REQUIRED },
	{ "lat", "緯度", &FIELD_DEGREES, OF(Chome, lat) },
	{ "lon", "経度", &FIELD_DEGREES, OF(Chome, lon) },
};
static const Table CHOME = TABLE("chome", Chome, chome_fields, NULL, NO_POS);

static const Field town_fields[] = {
	{ "town", "町名", &FIELD_LINE, OF(Town, name), FIELD_REQUIRED },
	{ "kana", "よみ", &FIELD_KANA, OF(Town, kana), FIELD_REQUIRED },
	{ "postal", "郵便番号", &FIELD_LINE, OF(Town, postal), FIELD_REQUIRED },
	{ "chome", "丁目", &FIELD_MAPS, OF(Town, chome), .table = &CHOME },
};
static const Table TOWN = TABLE("town", Town, town_fields, NULL, OF(Town, pos));

/* waymarks.yaml */

static const Field waymark_fields[] = {
	{ "name", "名称", &FIELD_LINE, OF(Waymark, name), FIELD_REQUIRED, .limit = 40, .help = N_("as people call it: 田無駅") },
	{ "kana", "よみ", &FIELD_KANA, OF(Waymark, kana), FIELD_REQUIRED },
	{ "lat", "緯度", &FIELD_DEGREES, OF(Waymark, lat), FIELD_REQUIRED },
	{ "lon", "経度", &FIELD_DEGREES, OF(Waymark, lon), FIELD_REQUIRED },
	{ "source", "出典", &FIELD_TEXTS, OF(Waymark, source) },
	{ "sample", "見本", &FIELD_BOOL, OF(Waymark, sample) },
};
const Table WAYMARK_TABLE = TABLE("waymark", Waymark, waymark_fields, NULL, OF(Waymark, pos));

/* boards.yaml, withdrawn.yaml */

static const Field board_fields[] = {
	{ "id", "ID", &FIELD_ID, OF(Board, id), FIELD_REQUIRED },
	{ "name", "名称", &FIELD_LINE, OF(Board, name), FIELD_REQUIRED },
	{ "chome", "丁目", &FIELD_LINE, OF(Board, chome), FIELD_REQUIRED },
	{ "owner", "持ち主", &FIELD_LINE, OF(Board, owner) },
	{ "size", "用紙", &FIELD_LINE, OF(Board, size) },
	{ "max_days", "日数", &FIELD_INT, OF(Board, max_days) },
	{ "stamp", "承認印", &FIELD_BOOL, OF(Board, stamp) },
	{ "sample", "見本", &FIELD_BOOL, OF(Board, sample) },
};
const Table BOARD_TABLE = TABLE("board", Board, board_fields, NULL, OF(Board, pos));

static const Field withdrawn_fields[] = {
	{ "id", "ID", &FIELD_ID, OF(Withdrawn, id), FIELD_REQUIRED },
	{ "name", "名称", &FIELD_LINE, OF(Withdrawn, name) },
	{ "date", "日付", &FIELD_DAY, OF(Withdrawn, date), FIELD_REQUIRED },
	{ "reason", "理由", &FIELD_LINE, OF(Withdrawn, reason), FIELD_REQUIRED },
};
const Table WITHDRAWN_TABLE = TABLE("withdrawn", Withdrawn, withdrawn_fields, NULL, OF(Withdrawn, pos));

/* Where each file goes. */

static Reader reader_of(const Loading *l, const Source *src)
{
	return (Reader){ .written = { .src = src, .arena = l->arena, .diag = l->diag, .today = l->site->today },
		         .vocabulary = &l->site->vocabulary, .doubts = &l->site->doubts };
}

bool loading_open(const Loading *l, const char *name, bool required, Reader *r, Value *v)
{
	Str path = STR_CONCAT(l->arena, STR("content/"), str_from(name));
	const File *file = file_at(l->content, path);
	if (!file) {
		const Source place = { .path = path };
		if (required)
			diag_error(l->diag, &place, (Pos){ 0 }, "file-missing", ARGS(path), _("'{0}' is missing"),
			           _("a site needs this file; copy it from the example content"));
		return false;
	}
	*r = reader_of(l, &file->source);
	yaml_parse(&file->source, file->source.bytes, 1, l->arena, l->diag, v);
	return v->kind != VALUE_TORN;
}

void loading_map(const Loading *l, const char *name, const Table *t, bool required, void *object,
                     FieldsFound *found)
{
	Reader r;
	Value v;
	const Field whole = { .key = name, .ja = name, .type = &FIELD_MAP, .table = t };
	if (!loading_open(l, name, required, &r, &v))
		found->vague = true;
	else if (v.kind == VALUE_MAP)
		table_read(&r, t, &v, object, found);
	else
		found->vague = !FIELD_MAP.read(&r, &whole, &v, object);
}

bool loading_list(const Loading *l, const char *name, const Table *t, const void **items, size_t *count)
{
	Reader r;
	Value v = { 0 };
	return loading_open(l, name, false, &r, &v) ? table_read_list(&r, t, &v, items, count) : v.kind != VALUE_TORN;
}

void loading_doubts(const Loading *l, Unsound *unsound, const Table *t, const char *keys, bool sound)
{
	unsound_note(unsound, &l->site->doubts, t, keys);
	unsound->others |= !sound && !unsound->names.count;
}

enum { STALE_DAYS = 365, WHATS_ON_DAYS = 60, BOARD_DAYS = 31 };

/* https://host/path/ → https://host and /path */
static void split_base(SiteInfo *info)
{
	Str url = info->base_url;
	size_t scheme = str_find(url, STR("://")) + 3;
	size_t host = scheme + str_find_byte(str_skip(url, scheme), '/');
	info->host = str_sub(url, 0, host);
	info->base_path = str_skip(url, host);
	while (str_ends(info->base_path, STR("/")))
		info->base_path.len--;
}

static void load_site(const Loading *l)
{
	SiteInfo *info = &l->site->info;
	info->stale_days = info->whats_on_days = info->board.max_days = -1;
	loading_map(l, "site.yaml", &SITE, true, info, &(FieldsFound){ 0 });
	if (info->stale_days <= 0)
		info->stale_days = STALE_DAYS;
	if (info->whats_on_days <= 0 || info->whats_on_days > DAYS_AHEAD)
		info->whats_on_days = WHATS_ON_DAYS;
	if (info->board.max_days <= 0)
		info->board.max_days = BOARD_DAYS;
	split_base(info);
}

static void load_readings(const Loading *l)
{
	Reader r;
	Value v;
	l->site->readings = (Map){ .arena = l->arena };
	if (!loading_open(l, "readings.yaml", false, &r, &v) || v.kind != VALUE_MAP)
		return;
	const Field whole = { .key = "readings", .ja = "よみ" };
	for (size_t i = 0; i < v.count; i++) {
		Str *kana = NEW(l->arena, Str);
		if (FIELD_KANA.read(&r, &whole, &v.as.members[i].value, kana))
			map_put(&l->site->readings, v.as.members[i].key, kana);
	}
}

/* As a search compares words: one alone changes nothing, one in two lists would join them. */
static void check_synonym(const Loading *l, const Source *src, const Synonym *s, Map *known)
{
	if (s->words.count == 1)
		diag_error(l->diag, src, s->pos, "synonym-alone", NO_ARGS, _("a word stands alone"),
		           _("write all the words that mean the same: words: [子ども, こども, 子供]"));
	for (size_t i = 0; i < s->words.count; i++) {
		Str word = s->words.items[i], folded = fold_text(word, l->arena);
		Pos pos = pos_of_word(src->bytes, s->pos, word);
		if (!folded.len)
			diag_error(l->diag, src, pos, "synonym-empty", ARGS(word), _("nobody can search for '{0}'"),
			           _("write a word of letters or digits"));
		else if (!map_put(known, folded, (void *)s) && map_find(known, folded) != s)
			diag_error(l->diag, src, pos, "synonym-twice", ARGS(word),
			           _("'{0}' already stands for other words"),
			           _("join the two lists of words into one"));
	}
}

static void load_synonyms(const Loading *l)
{
	Map known = { .arena = l->arena };
	const File *file = file_at(l->content, STR("content/synonyms.yaml"));
	const void *items = NULL;
	loading_list(l, "synonyms.yaml", &SYNONYM, &items, &l->site->synonyms.count);
	l->site->synonyms.items = items;
	Entries all = entries_with(&l->site->doubts, &SYNONYM, 0, "words", items, l->site->synonyms.count, l->arena);
	for (size_t i = 0; file && i < all.count; i++)
		check_synonym(l, &file->source, all.items[i], &known);
}

static void load_ids(const Loading *l)
{
	const File *file = file_at(l->content, STR("content/ids.txt"));
	if (!file)
		return;
	size_t lines = 1;
	for (size_t i = 0; i < file->source.bytes.len; i++)
		lines += file->source.bytes.ptr[i] == '\n';
	Str *ids = NEW_ARRAY(l->arena, Str, lines);
	size_t count = 0;
	for (Str rest = file->source.bytes; rest.len;) {
		Str id = str_trim(str_cut(rest, '\n', &rest));
		if (id.len)
			ids[count++] = id;
	}
	l->site->published_ids = (Texts){ ids, count };
}

static void check_offices(const Loading *l)
{
	const File *file = file_at(l->content, STR("content/offices.yaml"));
	Map known = { .arena = l->arena };
	Entries all = entries_with(&l->site->doubts, &OFFICE_TABLE, OF(Site, offices), "id",
	                           l->site->offices.items, l->site->offices.count, l->arena);
	for (size_t i = 0; i < all.count; i++) {
		const Office *o = all.items[i], *other = map_find(&known, o->id);
		if (map_put(&known, o->id, (void *)o))
			continue;
		Pos at = pos_of_word(file->source.bytes, o->pos, o->id);
		Str line = str_format(l->arena, "%u", (unsigned)other->pos.line);
		/* One of the two is another office, and others may name it. */
		l->site->offices_doubted.others = true;
		diag_error(l->diag, &file->source, at, "office-twice", ARGS(o->id, line),
		           _("the id '{0}' stands in line {1} already"),
		           _("give this office an id of its own"));
	}
}

static void load_offices(const Loading *l)
{
	FieldsFound found = { 0 };
	loading_map(l, "offices.yaml", &OFFICES, true, l->site, &found);
	loading_doubts(l, &l->site->offices_doubted, &OFFICE_TABLE, "id", !found.vague && !found.spoilt[0]);
	check_offices(l);
}

static void load_towns(const Loading *l)
{
	const void *items = NULL;
	Towns *towns = &l->site->towns;
	bool sound = loading_list(l, "towns.yaml", &TOWN, &items, &towns->count);
	list_with(&l->site->doubts, &TOWN, 0, "town chome", &items, &towns->count);
	towns->items = items;
	loading_doubts(l, &l->site->towns_doubted, &TOWN, "town", sound);
}

static Day day_of_change(const Files *content, Str path)
{
	const File *file = file_at(content, path);
	return file ? file->changed : DAY_NONE;
}

void singletons_load(const Files *content, Site *site, Arena *a, Diag *d)
{
	const Loading l = { content, site, a, d };
	const void *items = NULL;
	site->doubts.arena = a;
	loading_vocabulary(&l);
	load_site(&l);
	load_offices(&l);
	loading_calendars(&l);
	site->offices_changed = day_of_change(content, STR("content/offices.yaml"));
	site->calendars_changed = day_of_change(content, STR("content/calendars.yaml"));
	load_readings(&l);
	load_synonyms(&l);
	datasets_load(content, site->datasets, a, d);
	loading_map(&l, "accessibility.yaml", &TESTED, false, &site->tested, &(FieldsFound){ 0 });
	load_towns(&l);
	loading_list(&l, "waymarks.yaml", &WAYMARK_TABLE, &items, &site->waymarks.count);
	site->waymarks.items = items;
	items = NULL;
	loading_list(&l, "boards.yaml", &BOARD_TABLE, &items, &site->boards.count);
	site->boards.items = items;
	items = NULL;
	loading_list(&l, "withdrawn.yaml", &WITHDRAWN_TABLE, &items, &site->withdrawn.count);
	site->withdrawn.items = items;
	load_ids(&l);
}
