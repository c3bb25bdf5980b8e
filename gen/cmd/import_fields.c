#include "cmd/import.h"

#include "base/utf8.h"
#include "site/front.h"

enum { SUMMARY_MOST = 70 };

#define FROM(meaning) ((uint64_t)1 << (meaning))

static Str cell(const ImportRow *row, Meaning of)
{
	return row->cells[of];
}

static Str written(const ImportRow *row, Str text)
{
	Buf b = { .arena = row->arena };
	if (text.len)
		front_text(&b, text);
	return buf_text(&b);
}

/* Of every kind. */

static Str name(const ImportRow *row)
{
	return written(row, cell(row, MEANS_NAME));
}

/* A name of kana is its own reading. */
static Str kana(const ImportRow *row)
{
	Str reading = cell(row, MEANS_KANA), from = cell(row, MEANS_NAME);
	bool plain = !reading.len;
	for (Str rest = from; plain && rest.len;)
		plain = point_is_hiragana(utf8_next(&rest));
	return written(row, reading.len ? reading : plain ? from : (Str){ 0 });
}

/* The first sentence, or as much of it as a summary may hold. */
static Str first_sentence(Str text)
{
	size_t line = str_find_byte(text, '\n'), stop = str_find(text, STR("。"));
	size_t end = stop < text.len && stop < line ? stop + STR("。").len : line;
	return utf8_prefix(str_trim(str_sub(text, 0, end)), SUMMARY_MOST);
}

static Str summary(const ImportRow *row)
{
	Str text = cell(row, MEANS_SUMMARY);
	bool fits = text.len && utf8_count(text) <= SUMMARY_MOST;
	return written(row, fits ? text : first_sentence(text.len ? text : cell(row, MEANS_TEXT)));
}

/* [id, id] of the terms that a ;-list names; what is none of them is told and left out. */
static Str list_of_terms(const ImportRow *row, Meaning of, VocabularyList list)
{
	const Terms *terms = &row->table->site->vocabulary.lists[list];
	Buf b = { .arena = row->arena };
	for (Str rest = cell(row, of); rest.len;) {
		Str word = str_trim(str_cut(rest, ';', &rest));
		const Term *term = word.len ? term_find(terms, word) : NULL;
		if (word.len && !term)
			import_tell(
				row, of, DIAG_WARNING, "import-word", word,
				_("'{0}' in the column '{1}' is no word of ours: it was left out"),
				_("add it to the aliases of a word in vocabulary.yaml"));
		if (!term)
			continue;
		buf_str(&b, b.len ? STR(", ") : STR("["));
		buf_str(&b, term->id);
	}
	if (b.len)
		buf_char(&b, ']');
	return buf_text(&b);
}

/* What the table's own word for the sort of event stands for, or else what such a table is about. */
static Str purposes(const ImportRow *row)
{
	static const Str usual[DATASETS] = {
		[DATASET_EVENT] = STR_INIT("festival"),
		[DATASET_PUBLIC_FACILITY] = STR_INIT("gather"),
		[DATASET_PRESCHOOL] = STR_INIT("play"),
		[DATASET_CARE_SERVICE] = STR_INIT("support"),
		[DATASET_SUPPORT] = STR_INIT("benefit"),
	};
	const Terms *terms = &row->table->site->vocabulary.lists[PURPOSES];
	Str listed = list_of_terms(row, MEANS_PURPOSES, PURPOSES),
	    type = cell(row, MEANS_EVENT_TYPE);
	if (listed.len)
		return listed;
	for (size_t i = 0; i < terms->count && type.len; i++)
		if (str_equal(terms->items[i].dataset_word, type) ||
		    term_find(terms, type) == &terms->items[i])
			return STR_CONCAT(row->arena, STR("["), terms->items[i].id, STR("]"));
	const Term *term = term_find(terms, usual[row->table->dataset]);
	if (term)
		import_tell(row, MEANS_EVENT_TYPE, DIAG_WARNING, "import-purpose", term->label,
		            _("the table does not say what people come for: '{0}' was written"),
		            _("look at it, and mend purposes in the file"));
	return term ? STR_CONCAT(row->arena, STR("["), term->id, STR("]")) : (Str){ 0 };
}

static Str ages(const ImportRow *row)
{
	return list_of_terms(row, MEANS_AGES, AGES);
}

static Str accessibility(const ImportRow *row)
{
	const Terms *terms = &row->table->site->vocabulary.lists[ACCESSIBILITY];
	Buf b = { .arena = row->arena };
	for (size_t i = 0; i < terms->count; i++) {
		if (!(row->marks & term_bit(i)))
			continue;
		buf_str(&b, b.len ? STR(", ") : STR("["));
		buf_str(&b, terms->items[i].id);
	}
	if (b.len)
		buf_char(&b, ']');
	return buf_text(&b);
}

static Str eligibility(const ImportRow *row)
{
	static const Str everyone[] = { STR_INIT("どなたでも"), STR_INIT("誰でも"),
		                        STR_INIT("だれでも"), STR_INIT("どなたでも可"),
		                        STR_INIT("制限なし") };
	Str who = cell(row, MEANS_WHO);
	for (size_t i = 0; i < sizeof(everyone) / sizeof(*everyone); i++)
		if (str_equal(who, everyone[i]))
			return (Str){ 0 };
	return written(row, who);
}

static Str cost(const ImportRow *row)
{
	return written(row, cell(row, MEANS_PRICE));
}

static Str contacts(const ImportRow *row)
{
	Buf b = { .arena = row->arena };
	Str of = cell(row, MEANS_CONTACT).len ? cell(row, MEANS_CONTACT) : cell(row, MEANS_RUN_BY);
	bool reached = cell(row, MEANS_PHONE).len || cell(row, MEANS_FAX).len ||
	               cell(row, MEANS_EMAIL).len || cell(row, MEANS_LINK).len;
	if (!reached && !cell(row, MEANS_CONTACT).len)
		return (Str){ 0 };
	buf_str(&b, STR("[{"));
	front_member(&b, "name", of);
	front_member(&b, "phone", cell(row, MEANS_PHONE));
	front_member(&b, "fax", cell(row, MEANS_FAX));
	front_member(&b, "email", cell(row, MEANS_EMAIL));
	front_member(&b, "url", cell(row, MEANS_LINK));
	front_member(&b, "note", cell(row, MEANS_CONTACT_NOTE));
	buf_str(&b, STR("}]"));
	return buf_text(&b);
}

static Str assured(const ImportRow *row)
{
	return cell(row, MEANS_ASSURED).len ? written(row, cell(row, MEANS_ASSURED))
	                                    : day_iso(row->table->today, row->arena);
}

static Str shown_from(const ImportRow *row)
{
	return written(row, cell(row, MEANS_SHOWN_FROM));
}
static Str shown_until(const ImportRow *row)
{
	return written(row, cell(row, MEANS_SHOWN_UNTIL));
}

/* Who runs it: asked for by most kinds. */
static Str run_by(const ImportRow *row)
{
	Buf b = { .arena = row->arena };
	Str of = cell(row, MEANS_RUN_BY).len ? cell(row, MEANS_RUN_BY) : cell(row, MEANS_CONTACT);
	buf_char(&b, '{');
	front_member(&b, "name", of);
	buf_char(&b, '}');
	return of.len ? buf_text(&b) : (Str){ 0 };
}

/* Events. */

static Str repeat(const ImportRow *row)
{
	return written(row, cell(row, MEANS_REPEAT));
}

static bool repeats(const ImportRow *row)
{
	return cell(row, MEANS_REPEAT).len > 0;
}

static Str days(const ImportRow *row)
{
	Str from = cell(row, MEANS_FROM), until = cell(row, MEANS_UNTIL);
	if (repeats(row) || !from.len)
		return (Str){ 0 };
	return written(row, until.len && !str_equal(from, until)
	                            ? STR_CONCAT(row->arena, from, STR("〜"), until)
	                            : from);
}

static Str first_day(const ImportRow *row)
{
	return repeats(row) ? written(row, cell(row, MEANS_FROM)) : (Str){ 0 };
}
static Str last_day(const ImportRow *row)
{
	return repeats(row) ? written(row, cell(row, MEANS_UNTIL)) : (Str){ 0 };
}

static Str times_of(const ImportRow *row)
{
	Str from = cell(row, MEANS_OPENS), until = cell(row, MEANS_CLOSES);
	return !from.len   ? (Str){ 0 }
	       : until.len ? STR_CONCAT(row->arena, from, STR("–"), until)
	                   : from;
}

static Str condition(const ImportRow *row)
{
	return written(row, cell(row, MEANS_CONDITION));
}

static Str times(const ImportRow *row)
{
	return written(row, times_of(row));
}

Str import_address(const ImportRow *row)
{
	const SiteInfo *info = &row->table->site->info;
	Str address = cell(row, MEANS_ADDRESS), building = cell(row, MEANS_BUILDING);
	if (!address.len)
		address = STR_CONCAT(row->arena, cell(row, MEANS_TOWN), cell(row, MEANS_LOT));
	str_take(&address, info->prefecture);
	str_take(&address, info->city);
	if (building.len && address.len && !str_contains(address, building))
		address = STR_CONCAT(row->arena, address, STR(" "), building);
	return address;
}

const Record *import_place(const ImportRow *row)
{
	const Site *site = row->table->site;
	Str called = cell(row, MEANS_PLACE);
	for (size_t i = 0; called.len && i < site->record_count; i++)
		if (site->records[i]->kind == KIND_PLACE && str_equal(site->records[i]->name, called))
			return site->records[i];
	return NULL;
}

static Str place(const ImportRow *row)
{
	Buf b = { .arena = row->arena };
	Str called = cell(row, MEANS_PLACE), at = import_address(row);
	const Record *known = import_place(row);
	if (known)
		return known->id;
	buf_char(&b, '{');
	front_member(&b, "name", called.len ? called : at);
	front_member(&b, "address", at);
	front_member(&b, "landmark", cell(row, MEANS_LANDMARK));
	buf_char(&b, '}');
	return b.len > 2 ? buf_text(&b) : (Str){ 0 };
}

static Str capacity(const ImportRow *row)
{
	Str n = cell(row, MEANS_CAPACITY), unit = cell(row, MEANS_UNIT);
	bool bare = n.len > 0;
	for (Str rest = utf8_fold_code(n, row->arena); rest.len && bare; rest = str_skip(rest, 1))
		bare = rest.ptr[0] >= '0' && rest.ptr[0] <= '9';
	bool counts = str_equal(unit, STR("人")) || str_equal(unit, STR("組"));
	return written(row, bare ? STR_CONCAT(row->arena, n, counts ? unit : STR("人")) : n);
}

static Str application(const ImportRow *row)
{
	Buf b = { .arena = row->arena };
	Str how = cell(row, MEANS_APPLY), until = cell(row, MEANS_APPLY_UNTIL);
	if (str_equal(how, STR("不要")) || str_equal(how, STR("申込不要")) ||
	    str_equal(how, STR("予約不要")))
		return STR("不要");
	buf_char(&b, '{');
	front_member(&b, "state", STR("open"));
	front_member(&b, "until", until);
	front_member(&b, "how", how);
	buf_char(&b, '}');
	return how.len || until.len ? buf_text(&b) : (Str){ 0 };
}

/* Places. */

static Str address(const ImportRow *row)
{
	return written(row, import_address(row));
}
static Str lat(const ImportRow *row)
{
	return cell(row, MEANS_LON).len ? written(row, cell(row, MEANS_LAT)) : (Str){ 0 };
}
static Str lon(const ImportRow *row)
{
	return cell(row, MEANS_LAT).len ? written(row, cell(row, MEANS_LON)) : (Str){ 0 };
}
static Str landmark(const ImportRow *row)
{
	return written(row, cell(row, MEANS_LANDMARK));
}

static Str place_type(const ImportRow *row)
{
	const Terms *terms = &row->table->site->vocabulary.lists[PLACE_TYPES];
	Str sort = cell(row, MEANS_SORT);
	const Term *term = sort.len ? term_find(terms, sort) : NULL;
	for (size_t i = 0; i < terms->count && !term && sort.len; i++)
		if (str_equal(terms->items[i].dataset_word, sort))
			term = &terms->items[i];
	for (size_t i = 0; i < terms->count && !term; i++)
		if (dataset_named(terms->items[i].dataset) == row->table->dataset)
			term = &terms->items[i];
	if (!term && row->table->dataset == DATASET_CARE_SERVICE)
		term = term_find(terms, STR("koreisha"));
	if (!term)
		term = term_find(terms, STR("sonota"));
	return term ? term->id : (Str){ 0 };
}

/* 月火水木金 → 月・火・水・木・金, with the times of every day. */
static Str hours(const ImportRow *row)
{
	Buf when = { .arena = row->arena }, b = { .arena = row->arena };
	Str all = cell(row, MEANS_DAYS), at = times_of(row);
	for (Str rest = all; rest.len;) {
		Str before = rest;
		utf8_next(&rest);
		if (when.len)
			buf_str(&when, STR("・"));
		buf_str(&when, str_sub(before, 0, before.len - rest.len));
	}
	if (!all.len && !at.len)
		return (Str){ 0 };
	buf_str(&b, STR("[{"));
	front_member(&b, "days", all.len ? buf_text(&when) : STR("毎日"));
	front_member(&b, "time", at);
	front_member(&b, "note", cell(row, MEANS_HOURS_NOTE));
	buf_str(&b, STR("}]"));
	return buf_text(&b);
}

/* Services. */

static Str how_to_apply(const ImportRow *row)
{
	return written(row, cell(row, MEANS_APPLY));
}
static Str fees(const ImportRow *row)
{
	return written(row, cell(row, MEANS_PRICE));
}
static Str period(const ImportRow *row)
{
	return written(row, cell(row, MEANS_PERIOD));
}
static Str law(const ImportRow *row)
{
	return written(row, cell(row, MEANS_LAW));
}

static Str documents(const ImportRow *row)
{
	Buf b = { .arena = row->arena };
	for (Str rest = cell(row, MEANS_DOCUMENTS); rest.len;) {
		Str one = str_trim(str_cut(rest, ';', &rest));
		if (!one.len)
			continue;
		buf_str(&b, b.len ? STR(", ") : STR("["));
		front_text(&b, one);
	}
	if (b.len)
		buf_char(&b, ']');
	return buf_text(&b);
}

#define OF_EVERY_KIND                                                                             \
	{ "name", FROM(MEANS_NAME), name }, { "name_kana", FROM(MEANS_KANA), kana },              \
		{ "summary", FROM(MEANS_SUMMARY), summary },                                      \
		{ "purposes", FROM(MEANS_PURPOSES) | FROM(MEANS_EVENT_TYPE), purposes },          \
		{ "ages", FROM(MEANS_AGES), ages },                                               \
		{ "eligibility", FROM(MEANS_WHO), eligibility },                                  \
		{ "contacts",                                                                     \
		  FROM(MEANS_CONTACT) | FROM(MEANS_PHONE) | FROM(MEANS_FAX) | FROM(MEANS_EMAIL) | \
		          FROM(MEANS_LINK) | FROM(MEANS_CONTACT_NOTE),                            \
		  contacts },                                                                     \
		{ "accessibility", FROM(MEANS_MARKS), accessibility },                            \
		{ "publish_from", FROM(MEANS_SHOWN_FROM), shown_from },                           \
		{ "publish_until", FROM(MEANS_SHOWN_UNTIL), shown_until },                        \
	{                                                                                         \
		"assured_date", FROM(MEANS_ASSURED), assured                                      \
	}

static const ImportField of_event[] = {
	OF_EVERY_KIND,
	{ "cost", FROM(MEANS_PRICE), cost },
	{ "date", FROM(MEANS_FROM) | FROM(MEANS_UNTIL), days },
	{ "repeat", FROM(MEANS_REPEAT), repeat },
	{ "from", FROM(MEANS_FROM), first_day },
	{ "until", FROM(MEANS_UNTIL), last_day },
	{ "time", FROM(MEANS_OPENS) | FROM(MEANS_CLOSES), times },
	{ "place",
	  FROM(MEANS_PLACE) | FROM(MEANS_ADDRESS) | FROM(MEANS_TOWN) | FROM(MEANS_LOT) |
	          FROM(MEANS_BUILDING),
	  place },
	{ "organizer", FROM(MEANS_RUN_BY), run_by },
	{ "capacity", FROM(MEANS_CAPACITY) | FROM(MEANS_UNIT), capacity },
	{ "condition", FROM(MEANS_CONDITION), condition },
	{ "application", FROM(MEANS_APPLY) | FROM(MEANS_APPLY_UNTIL), application },
	{ 0 },
};

static const ImportField of_place[] = {
	OF_EVERY_KIND,
	{ "cost", FROM(MEANS_PRICE), cost },
	{ "place_type", FROM(MEANS_SORT), place_type },
	{ "address",
	  FROM(MEANS_ADDRESS) | FROM(MEANS_TOWN) | FROM(MEANS_LOT) | FROM(MEANS_BUILDING),
	  address },
	{ "lat", FROM(MEANS_LAT), lat },
	{ "lon", FROM(MEANS_LON), lon },
	{ "hours",
	  FROM(MEANS_DAYS) | FROM(MEANS_OPENS) | FROM(MEANS_CLOSES) | FROM(MEANS_HOURS_NOTE),
	  hours },
	{ "landmark", FROM(MEANS_LANDMARK), landmark },
	{ "operator", FROM(MEANS_RUN_BY), run_by },
	{ 0 },
};

static const ImportField of_service[] = {
	OF_EVERY_KIND,
	{ "provider", FROM(MEANS_RUN_BY), run_by },
	{ "how_to_apply", FROM(MEANS_APPLY), how_to_apply },
	{ "documents", FROM(MEANS_DOCUMENTS), documents },
	{ "fees", FROM(MEANS_PRICE), fees },
	{ "period", FROM(MEANS_PERIOD), period },
	{ "law", FROM(MEANS_LAW), law },
	{ 0 },
};

/* A window is never made of a table: whom it hands over to and how it is reached no table says. */
static const ImportField of_consultation[] = { OF_EVERY_KIND, { 0 } };

const ImportField *const IMPORT_FIELDS[KINDS] = {
	[KIND_EVENT] = of_event,
	[KIND_PLACE] = of_place,
	[KIND_SERVICE] = of_service,
	[KIND_CONSULTATION] = of_consultation,
};

/* What Markdown would take for a sign is escaped, wherever it stands. */
void import_plain(Buf *b, Str text)
{
	bool start = true;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool sign = (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
		            (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
		bool number = start && c >= '0' && c <= '9' && i + 1 < text.len &&
		              (text.ptr[i + 1] == '.' || text.ptr[i + 1] == ')');
		if (sign && c != '/' && c != ',' && c != '(' && c != ')' && c != '%' && c != ':' &&
		    c != '.' && c != '?' && c != '"' && c != '\'' && c != ';' &&
		    (c != '-' || start))
			buf_char(b, '\\');
		buf_char(b, c);
		if (number)
			buf_char(b, '\\');
		start = c == '\n' || (start && c == ' ');
	}
}
