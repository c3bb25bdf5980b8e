#include "render/page_report.h"

#include "render/view.h"
#include "render/words.h"
#include "site/state.h"

static Value count_frame(Str name, Str count, Str of, Str note, Arena *a)
{
	Value *s = frame_slots(&REPORT_COUNT_SHAPE, a);
	s[SLOT_REPORT_COUNT_NAME] = value_text(name);
	s[SLOT_REPORT_COUNT_COUNT] = value_text(count);
	s[SLOT_REPORT_COUNT_OF] = value_text(of);
	s[SLOT_REPORT_COUNT_NOTE] = value_text(note);
	return value_frame(&REPORT_COUNT_SHAPE, s);
}

static Value view_counts(const Site *site, Arena *a)
{
	size_t counts[KINDS] = { 0 };
	List list = { .arena = a };
	for (size_t i = 0; i < site->record_count; i++)
		counts[site->records[i]->kind] += state_is_listed(site->records[i]->state);
	for (int k = 0; k < KINDS; k++)
		list_add(&list, count_frame(str_from(KIND_INFO[k].ja), words_number(counts[k], a), (Str){ 0 },
		                            (Str){ 0 }, a));
	return list_value(&list);
}

static Value view_heads(const Terms *terms, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < terms->count; i++) {
		const Term *t = &terms->items[i];
		list_add_text(&list, t->short_label.len ? t->short_label : t->label);
	}
	return list_value(&list);
}

/* Quarters of the most that any area has: in grey too, the number tells. */
static Value view_cell(uint32_t number, uint32_t most, Arena *a)
{
	static const Str heats[] = { STR_INIT("h0"), STR_INIT("h1"), STR_INIT("h2"), STR_INIT("h3"), STR_INIT("h4") };
	size_t heat = number ? 1 + (size_t)(number - 1) * 4 / (most ? most : 1) : 0;
	Value *s = frame_slots(&REPORT_CELL_SHAPE, a);
	s[SLOT_REPORT_CELL_TEXT] = value_text(number ? words_number(number, a) : STR("なし"));
	s[SLOT_REPORT_CELL_HEAT] = value_text(heats[heat < 4 ? heat : 4]);
	return value_frame(&REPORT_CELL_SHAPE, s);
}

static uint32_t most_of(const Survey *survey, bool ages, size_t columns)
{
	uint32_t most = 0;
	for (size_t i = 0; i < survey->site->area_count; i++) {
		const SurveyArea *area = &survey->areas[i];
		const uint32_t *numbers = ages ? area->ages : area->purposes;
		for (size_t n = 0; n < columns && !area->area->child_count; n++)
			most = numbers[n] > most ? numbers[n] : most;
	}
	return most;
}

/* Shades are by the smallest areas: those around hold all of theirs. */
static Value view_heat(const Survey *survey, bool ages, size_t columns, Arena *a)
{
	List rows = { .arena = a };
	uint32_t most = most_of(survey, ages, columns);
	for (size_t i = 0; i < survey->site->area_count; i++) {
		const SurveyArea *area = &survey->areas[i];
		const uint32_t *numbers = ages ? area->ages : area->purposes;
		List cells = { .arena = a };
		for (size_t n = 0; n < columns; n++)
			list_add(&cells, view_cell(numbers[n], most, a));
		Value *s = frame_slots(&REPORT_ROW_SHAPE, a);
		s[SLOT_REPORT_ROW_NAME] = value_text(area->area->name);
		s[SLOT_REPORT_ROW_LEAF] = value_bool(!area->area->child_count);
		s[SLOT_REPORT_ROW_CELLS] = list_value(&cells);
		list_add(&rows, value_frame(&REPORT_ROW_SHAPE, s));
	}
	return list_value(&rows);
}

static Value view_lacking(const Survey *survey, bool outreach, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < survey->site->area_count; i++) {
		const SurveyArea *area = &survey->areas[i];
		if (!area->area->child_count && !(outreach ? area->reached : area->gathers))
			list_add_text(&list, area->area->name);
	}
	return list_value(&list);
}

static Value view_stale_areas(const Survey *survey, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < survey->site->area_count; i++) {
		const SurveyArea *area = &survey->areas[i];
		if (area->stale)
			list_add(&list, count_frame(area->area->name, words_number(area->stale, a),
			                            words_number(area->records, a), (Str){ 0 }, a));
	}
	return list_value(&list);
}

static const Str NOBODY = STR_INIT("担当が書かれていない");

static Value view_owners(const Survey *survey, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < survey->owner_count; i++) {
		const SurveyOwner *o = &survey->owners[i];
		list_add(&list, count_frame(o->name.len ? o->name : NOBODY,
		                            words_number(o->stale, a), words_number(o->records, a),
		                            words_date(o->oldest, a), a));
	}
	return list_value(&list);
}

static Value view_item(const Record *r, Day day, Str note, const Record *other, Arena *a)
{
	Value *s = frame_slots(&REPORT_ITEM_SHAPE, a);
	s[SLOT_REPORT_ITEM_NOTE] = value_text(note);
	s[SLOT_REPORT_ITEM_NAME] = value_text(r->name);
	s[SLOT_REPORT_ITEM_AREA] = value_text(r->area->name);
	s[SLOT_REPORT_ITEM_DATE] = value_text(words_date(day, a));
	s[SLOT_REPORT_ITEM_OWNER] = value_text(r->owner);
	s[SLOT_REPORT_ITEM_FILE] = value_text(r->src->path);
	s[SLOT_REPORT_ITEM_OTHER] = value_text(other ? other->src->path : (Str){ 0 });
	return value_frame(&REPORT_ITEM_SHAPE, s);
}

static Value view_records(const Record **records, size_t count, bool assured, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < count; i++) {
		Day day = assured ? records[i]->assured : survey_last_day(records[i]);
		list_add(&list, view_item(records[i], day, (Str){ 0 }, NULL, a));
	}
	return list_value(&list);
}

static Value view_renewal(const SurveyRenewal *r, Arena *a)
{
	static const Str due[] = {
		[RENEWAL_EVENT] = STR_INIT("行事の最後の日"),
		[RENEWAL_SHOWN] = STR_INIT("掲載の最後の日"),
		[RENEWAL_ASSURED] = STR_INIT("確かめた日"),
	};
	return view_item(r->record, r->day, due[r->reason], NULL, a);
}

/* One office after another: a part each, to be handed on. */
static Value view_renewals(const Survey *survey, Arena *a)
{
	List offices = { .arena = a };
	for (size_t i = 0; i < survey->renewal_count;) {
		Str owner = survey->renewals[i].record->owner;
		List items = { .arena = a };
		size_t first = i;
		for (; i < survey->renewal_count && str_equal(survey->renewals[i].record->owner, owner); i++)
			list_add(&items, view_renewal(&survey->renewals[i], a));
		Value *s = frame_slots(&REPORT_OFFICE_SHAPE, a);
		s[SLOT_REPORT_OFFICE_NAME] = value_text(owner.len ? owner : NOBODY);
		s[SLOT_REPORT_OFFICE_COUNT] = value_text(words_number(i - first, a));
		s[SLOT_REPORT_OFFICE_ITEMS] = list_value(&items);
		list_add(&offices, value_frame(&REPORT_OFFICE_SHAPE, s));
	}
	return list_value(&offices);
}

static Value view_alike(const Survey *survey, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < survey->alike_count; i++)
		list_add(&list, view_item(survey->alike[i].record, DAY_NONE, (Str){ 0 }, survey->alike[i].other, a));
	return list_value(&list);
}

/* Words of one list stand side by side. */
static Value view_unused(const Survey *survey, Arena *a)
{
	static const Str lists[VOCABULARY_LISTS] = {
		[AGES] = STR_INIT("年代"), [PURPOSES] = STR_INIT("目的"), [TROUBLES] = STR_INIT("困りごと"),
		[ACCESSIBILITY] = STR_INIT("使いやすさ"), [TIERS] = STR_INIT("段階"), [BASES] = STR_INIT("つながり方"),
		[ROLES] = STR_INIT("役割"), [PLACE_TYPES] = STR_INIT("場所の種類"), [CHANNELS] = STR_INIT("相談の方法"),
		[LANGUAGES] = STR_INIT("ことば"),
	};
	List list = { .arena = a };
	for (size_t i = 0; i < survey->unused_count;) {
		size_t first = i;
		Str words = survey_unused(survey, &i, a);
		list_add(&list, count_frame(lists[survey->unused[first].list], words_number(i - first, a), (Str){ 0 },
		                            words, a));
	}
	return list_value(&list);
}

Str render_report(Desk *desk, const Survey *survey, size_t errors, size_t warnings)
{
	const Site *site = survey->site;
	Arena *a = &desk->page;
	const Terms *purposes = &site->vocabulary.lists[PURPOSES], *ages = &site->vocabulary.lists[AGES];
	Value *s = frame_slots(&REPORT_SHAPE, a);
	s[SLOT_REPORT_SITE] = desk->press->site_frame;
	s[SLOT_REPORT_DATE] = value_text(words_date(site->today, a));
	s[SLOT_REPORT_ERRORS] = value_text(words_number(errors, a));
	s[SLOT_REPORT_WARNINGS] = value_text(words_number(warnings, a));
	s[SLOT_REPORT_COUNTS] = view_counts(site, a);
	s[SLOT_REPORT_PURPOSES] = view_heads(purposes, a);
	s[SLOT_REPORT_BY_PURPOSE] = view_heat(survey, false, purposes->count, a);
	s[SLOT_REPORT_AGES] = view_heads(ages, a);
	s[SLOT_REPORT_BY_AGE] = view_heat(survey, true, ages->count, a);
	s[SLOT_REPORT_NO_PLACE] = view_lacking(survey, false, a);
	s[SLOT_REPORT_NO_OUTREACH] = view_lacking(survey, true, a);
	s[SLOT_REPORT_STALE_BY_AREA] = view_stale_areas(survey, a);
	s[SLOT_REPORT_OWNERS] = view_owners(survey, a);
	s[SLOT_REPORT_STALE] = view_records(survey->stale, survey->stale_count, true, a);
	s[SLOT_REPORT_ENDING] = view_records(survey->ending, survey->ending_count, false, a);
	s[SLOT_REPORT_YEAR_END] = value_text(words_date(survey->year_end, a));
	s[SLOT_REPORT_RENEWALS] = view_renewals(survey, a);
	s[SLOT_REPORT_ALIKE] = view_alike(survey, a);
	s[SLOT_REPORT_UNUSED] = view_unused(survey, a);
	return desk_render(desk, LAYOUT_REPORT, s);
}
