#include "site/checking.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "site/chome.h"

/* An address: what stands before its town, and the words where the town should stand. */
typedef struct Address {
	const Record *record;
	const char *key;
	Str address, before, word;
	const Town *town;                      /* NULL: none of this city's */
	bool chome;                            /* 丁目 follows the word, or a number of a lot does */
} Address;

/* The longest town name in the address: ひばりが丘北 is not ひばりが丘. */
static const Town *town_in(const Site *site, Str address)
{
	const Town *found = NULL;
	for (size_t i = 0; i < site->towns.count; i++)
		if (str_contains(address, site->towns.items[i].name) &&
		    (!found || site->towns.items[i].name.len > found->name.len))
			found = &site->towns.items[i];
	return found;
}

static bool is_digit(uint32_t point)
{
	return (point >= '0' && point <= '9') || (point >= 0xff10 && point <= 0xff19);
}

static bool is_kanji_digit(uint32_t point)
{
	Str digits = STR("一二三四五六七八九十");
	while (digits.len)
		if (utf8_next(&digits) == point)
			return true;
	return false;
}

static bool is_between_numbers(uint32_t point)
{
	bool dash = point == '-' || point == 0xff0d || point == 0x2212 || (point >= 0x2010 && point <= 0x2015);
	return dash || point == 0x756a; /* 番 */
}

/* 芝久穂町 of 芝久穂町3丁目, 芝久穂町三丁目 and 芝久穂町3-2; empty where no number of a chome or lot follows. */
static Str words_before_number(Str text, bool *chome)
{
	size_t at = str_find(text, STR("丁目")), end = 0;
	*chome = at < text.len;
	bool seen = *chome;
	for (Str rest = str_sub(text, 0, at); rest.len;) {
		uint32_t point = utf8_next(&rest);
		if (!is_digit(point) && !(*chome && is_kanji_digit(point)))
			end = at - rest.len;
		else if (!*chome) {
			while (rest.len && is_digit(point))
				point = utf8_next(&rest);
			seen = is_between_numbers(point);
			break;
		}
	}
	return seen ? str_trim(str_sub(text, 0, end)) : (Str){ 0 };
}

/* As addresses name it. */
static Str city_of(const Site *site)
{
	return site->info.city.len ? site->info.city : site->areas[0]->name;
}

/* 〒188-0012, 東京都 and 西東京市 in front are everybody's. */
static Str without_front(const Site *site, Str address)
{
	address = str_trim(address);
	if (str_take(&address, STR("〒")))
		while (address.len && (*address.ptr == '-' || is_digit((unsigned char)*address.ptr)))
			address = str_skip(address, 1);
	address = str_trim(address);
	str_take(&address, site->info.prefecture);
	str_take(&address, city_of(site));
	return str_trim(address);
}

/* Another municipality is named: 小平市花小金井1丁目, 埼玉県新座市…; what only ends so is no name before a town. */
static bool names_municipality(Str words, bool whole)
{
	static const Str ends[] = { STR_INIT("市"), STR_INIT("区"), STR_INIT("郡"), STR_INIT("県"), STR_INIT("府"),
		                    STR_INIT("都"), STR_INIT("道"), STR_INIT("町"), STR_INIT("村") };
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t at = str_find(words, ends[i]);
		if (at && at < words.len && (whole || at + ends[i].len < words.len))
			return true;
	}
	return false;
}

static Address address_at(const Checking *c, const Record *r, const char *key, Str address)
{
	Address p = { .record = r, .key = key, .address = address, .town = town_in(c->site, address) };
	Str text = without_front(c->site, address);
	if (p.town) {
		p.before = str_trim(str_sub(text, 0, str_find(text, p.town->name)));
		p.chome = str_contains(address, STR("丁目"));
	} else {
		p.word = words_before_number(text, &p.chome);
	}
	return p;
}

/* Where a part of the address stands. */
static Pos part_place(const Address *p, Str part)
{
	Pos pos = record_word(p->record, p->key, p->address);
	size_t at = str_find(p->address, part);
	if (pos.length == utf8_count(p->address)) {
		pos.column = (uint16_t)(pos.column + utf8_count(str_sub(p->address, 0, at)));
		pos.length = (uint16_t)utf8_count(part);
	}
	return pos;
}

/* 芝久保町9丁目, where the town ends with its fifth. What has no 丁目 may be a lot. */
static void check_chome(const Checking *c, const Address *p)
{
	ChomeAt at;
	if (!p->chome || !chome_in(c->site, p->address, &at) || !at.chome || !at.town->chome.count ||
	    town_has_chome(at.town, at.chome) || unsound_may_be(&c->site->towns_doubted, at.town->name))
		return;
	int last = 0;
	for (size_t i = 0; i < at.town->chome.count; i++)
		last = at.town->chome.items[i].n > last ? at.town->chome.items[i].n : last;
	diag_warning(c->diag, p->record->src, record_word(p->record, p->key, p->address), "address-chome",
	             ARGS(at.town->name, str_format(c->arena, "%d", at.chome), str_format(c->arena, "%d", last)),
	             _("{0} has no {1}丁目"), _("its last is {2}丁目: check the address"));
}

/* 西東市芝久保町3丁目. Any other city in front says that the place is not here. */
static bool check_city(const Checking *c, const Address *p)
{
	if (!names_municipality(p->before, true))
		return true;
	Str city = city_of(c->site);
	if (str_nearest(p->before, &city, 1).len)
		diag_warning(c->diag, p->record->src, part_place(p, p->before), "address-city",
		             ARGS(p->before, city), _("'{0}' is not the name of this city"),
		             _("did you mean '{1}'?"));
	return false;
}

/* 芝久穂町3丁目: nobody finds it, and no list of a district or a chome has it. */
static void check_town(const Checking *c, const Address *p)
{
	if (!p->word.len || !c->site->towns.count || names_municipality(p->word, false) ||
	    unsound_may_be(&c->site->towns_doubted, p->word))
		return;
	Str *names = NEW_ARRAY(c->arena, Str, c->site->towns.count);
	for (size_t i = 0; i < c->site->towns.count; i++)
		names[i] = c->site->towns.items[i].name;
	Str nearest = str_nearest(p->word, names, c->site->towns.count);
	Pos pos = part_place(p, p->word);
	if (nearest.len)
		diag_warning(c->diag, p->record->src, pos, "address-town", ARGS(p->word, nearest),
		             _("there is no town '{0}'"), _("did you mean '{1}'?"));
	else if (p->chome)
		diag_warning(c->diag, p->record->src, pos, "address-town", ARGS(p->word),
		             _("there is no town '{0}'"),
		             _("check its name; if it lies in another city, write that city before it"));
}

static bool check_parts(const Checking *c, const Address *p)
{
	if (!p->town)
		check_town(c, p);
	if (!p->town || !check_city(c, p))
		return false;
	check_chome(c, p);
	return true;
}

void check_event_address(const Checking *c, const Record *r)
{
	const PlaceRef *place = &r->as.event.place;
	if (place->ref.id.len || !place->address.len)
		return;
	const Address p = address_at(c, r, "place", place->address);
	check_parts(c, &p);
}

static bool area_has_town(const Area *area, const Town *town)
{
	for (size_t i = 0; i < area->towns.count; i++)
		if (area->towns.items[i].town == town)
			return true;
	return false;
}

/* Where the address says it is, and where the folder does. */
void check_address(const Checking *c, const Record *r)
{
	const Address p = address_at(c, r, "address", r->as.place.address);
	if (!check_parts(c, &p) || !r->area->towns.count || r->area->towns_doubted || area_has_town(r->area, p.town))
		return;
	diag_warning(c->diag, r->src, record_place(r, "address"), "address-area",
	             ARGS(p.town->name, r->area->name), _("'{0}' is not among the towns of {1}"),
	             _("move the file to its district's folder, or mend the address"));
}
