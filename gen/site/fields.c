#include "site/record.h"

/*
 * The field tables of the seven kinds. A new field is one row here and one
 * member in record.h; reading, checking and the reference follow.
 */

static const char *const status_words[] = {
	"active", "実施中", "cancelled", "中止", "postponed", "延期", "suspended", "休止",
	"full", "満員", "ended", "終了", NULL,
};
static const char *const change_words[] = {
	"changed", "変更", "cancelled", "中止", "postponed", "延期", NULL,
};
static const char *const holiday_words[] = { "same", "開催", "off", "休み", "next", "翌日", NULL };
static const char *const level_words[] = { "info", "お知らせ", "important", "重要", "emergency", "緊急", NULL };

#define AT(member) offsetof(Record, member)

/* What 更新情報 tells of a field that was changed (Told in table.h); a row without any of these tells only that it was. */
#define VALUES .told = TOLD_VALUES
#define VITAL  .told = TOLD_VALUES, .vital = true
#define OURS   .told = UNTOLD
/* No paper form asks for it: staff fill it in, or it is only of use in a file. */
#define NOT_ASKED .paper = ""

/* Parts that several kinds share. */

static const Field contact_fields[] = {
	{ "id", NULL, &FIELD_ID, offsetof(Contact, id), NOT_ASKED, .help = N_("id of an office or a record; the other keys are laid over it") },
	{ "name", "名称", &FIELD_LINE, offsetof(Contact, name), .help = N_("name of the section or group, not of a person") },
	{ "phone", "電話", &FIELD_PHONE, offsetof(Contact, phone), .help = N_("042-464-1311, or 確認中 while it is not known") },
	{ "fax", "FAX", &FIELD_PHONE, offsetof(Contact, fax), .help = N_("for those who do not phone") },
	{ "email", "メール", &FIELD_EMAIL, offsetof(Contact, email), .help = N_("a mail address") },
	{ "url", "URL", &FIELD_URL, offsetof(Contact, url), NOT_ASKED, .help = N_("a page or form, https://…") },
	{ "hours", "受付時間", &FIELD_HOURS, offsetof(Contact, hours), NOT_ASKED, .help = N_("when somebody answers") },
	{ "note", "補足", &FIELD_LINE, offsetof(Contact, note), NOT_ASKED, .help = N_("what else to know") },
	{ "ask", "聞き方", &FIELD_LINE, offsetof(Contact, ask), NOT_ASKED, .help = N_("whom to ask instead of a name") },
	{ "consent", "同意日", &FIELD_DAY, offsetof(Contact, consent), OURS, NOT_ASKED, .help = N_("the day a person agreed to be named") },
};
/* One plain text is an id, or the words themselves: decode.c tells which. */
static const Field contact_shorthand = { "contact", "問合せ", &FIELD_LINE, offsetof(Contact, id) };
const Table CONTACT_TABLE = TABLE("contact", Contact, contact_fields, &contact_shorthand, offsetof(Contact, pos));

static const Field place_ref_fields[] = {
	{ "name", "名称", &FIELD_LINE, offsetof(PlaceRef, name), FIELD_REQUIRED, .help = N_("name of the place, or the id of its record") },
	{ "address", "住所", &FIELD_LINE, offsetof(PlaceRef, address), .help = N_("address") },
	{ "landmark", "目印", &FIELD_LINE, offsetof(PlaceRef, landmark), .help = N_("what one sees from the road") },
};
const Table PLACE_REF_TABLE = TABLE("place-ref", PlaceRef, place_ref_fields, &place_ref_fields[0],
                                           offsetof(PlaceRef, ref.pos));

static const Field change_fields[] = {
	{ "date", "日付", &FIELD_DAY, offsetof(Change, date), .help = N_("the day that is different") },
	{ "from", "開始", &FIELD_DAY, offsetof(Change, from), .help = N_("different from this day on") },
	{ "status", "状態", &FIELD_WORD, offsetof(Change, status), .words = change_words, .help = N_("what became of it") },
	{ "to", "変更後の日付", &FIELD_DAY, offsetof(Change, to), .help = N_("the day it moved to") },
	{ "time", "時間", &FIELD_TIMES, offsetof(Change, times), .help = N_("the new time") },
	{ "place", "場所", &FIELD_MAP, offsetof(Change, place), .table = &PLACE_REF_TABLE, .help = N_("the new place") },
	{ "note", "補足", &FIELD_LINE, offsetof(Change, note), .help = N_("why, in a few words") },
};
static const Table CHANGE = TABLE("change", Change, change_fields, NULL, offsetof(Change, pos));

static const Field image_fields[] = {
	{ "file", "画像ファイル", &FIELD_LINE, offsetof(Image, file), FIELD_REQUIRED, .help = N_("JPEG or PNG beside the record, at most 300 KB") },
	{ "alt", "説明", &FIELD_LINE, offsetof(Image, alt), FIELD_REQUIRED, .help = N_("what it shows, for those who do not see it") },
};
static const Table IMAGE = TABLE("image", Image, image_fields, NULL, offsetof(Image, pos));

static const Field alert_fields[] = {
	{ "text", "本文", &FIELD_LINE, offsetof(Alert, text), FIELD_REQUIRED, .help = N_("what everybody must see first") },
	{ "until", "期限", &FIELD_DAY, offsetof(Alert, until), .help = N_("shown up to this day") },
};
static const Table ALERT = TABLE("alert", Alert, alert_fields, &alert_fields[0], NO_POS);

static const Field easy_fields[] = {
	{ "name", "名称", &FIELD_LINE, offsetof(Easy, name), .help = N_("name in easy Japanese") },
	{ "summary", "概要", &FIELD_LINE, offsetof(Easy, summary), .help = N_("one line in easy Japanese") },
	{ "body", "本文", &FIELD_TEXT, offsetof(Easy, body), .limit = 4000, .help = N_("the text in easy Japanese") },
};
static const Table EASY = TABLE("easy", Easy, easy_fields, NULL, offsetof(Easy, pos));

static const Field flyer_fields[] = {
	{ "headline", "見出し", &FIELD_LINE, offsetof(Flyer, headline), .limit = 40, .help = N_("what is read from two steps away") },
	{ "points", "要点", &FIELD_TEXTS, offsetof(Flyer, points), .limit = 40, .help = N_("two or three points") },
	{ "tabs", "切り取り", &FIELD_INT, offsetof(Flyer, tabs), .help = N_("number of tear-off tabs, at most 10") },
	{ "short_name", "短い名前", &FIELD_LINE, offsetof(Flyer, short_name), .limit = 18, .help = N_("the name on tear-off tabs, where the whole one is too long") },
	{ "size", "用紙", &FIELD_LINE, offsetof(Flyer, size), .help = N_("A4") },
	{ "large", "大きな文字", &FIELD_BOOL, offsetof(Flyer, large), .help = N_("larger type") },
};
static const Table FLYER = TABLE("flyer", Flyer, flyer_fields, NULL, NO_POS);

static const Field cell_fields[] = {
	{ "tier", "圏域", &FIELD_TERM, offsetof(Cell, tier), FIELD_REQUIRED, .list = TIERS, .help = N_("how near to people it works") },
	{ "basis", "型", &FIELD_TERM, offsetof(Cell, basis), FIELD_REQUIRED, .list = BASES, .help = N_("by place or by purpose") },
};
static const Table CELL = TABLE("cell", Cell, cell_fields, NULL, NO_POS);

static const Field role_fields[] = {
	{ "role", "役割", &FIELD_TERM, offsetof(RoleDoes, role), FIELD_REQUIRED, .list = ROLES, .help = N_("who") },
	{ "does", "すること", &FIELD_LINE, offsetof(RoleDoes, does), FIELD_REQUIRED, .help = N_("does what") },
};
static const Table ROLE = TABLE("role", RoleDoes, role_fields, NULL, NO_POS);

#define IN_CANCELS(member) (AT(as.notice.cancels.member) - AT(as.notice.cancels))
static const Field cancels_fields[] = {
	{ "dates", "日付", &FIELD_DAYS, IN_CANCELS(dates), FIELD_REQUIRED, .help = N_("the days called off") },
	{ "ids", "記録", &FIELD_REFS, IN_CANCELS(ids), .help = N_("the events called off") },
	{ "areas", "地域", &FIELD_TEXTS, IN_CANCELS(areas), NOT_ASKED, .help = N_("or: all events of these areas") },
};
static const Table CANCELS = { "cancels", sizeof(((Record *)0)->as.notice.cancels), cancels_fields, 3, NULL, NO_POS };

/* Every kind begins with these; a notice asks for fewer of them. */
#define COMMON(purposes_use, assured_use)                                                                 \
	{ "id", "ID", &FIELD_ID, AT(id), OURS, NOT_ASKED, .help = N_("a-z 0-9 -, never changed: paper carries it") }, \
	{ "name", "名称", &FIELD_LINE, AT(name), FIELD_REQUIRED, .limit = 100,                            \
	  .told = TOLD_NEW, .called = "名前", .help = N_("what people call it: the heading of its page and flyer") }, \
	{ "name_kana", "よみ", &FIELD_KANA, AT(name_kana), FIELD_REQUIRED, .limit = 120,                  \
	  OURS, .paper = "ひらがなで", .help = N_("its reading in hiragana") }, \
	{ "name_en", "英語名", &FIELD_LINE, AT(name_en), .limit = 120,                                    \
	  OURS, NOT_ASKED, .help = N_("its name in English, which pages in English show first") }, \
	{ "summary", "概要", &FIELD_LINE, AT(summary), FIELD_REQUIRED, .limit = 70,                       \
	  .called = "ひとことの説明", .paper = "題名の下に出る一言（70字まで）", .help = N_("one line, at most 70 characters") }, \
	{ "purposes", "目的", &FIELD_TERMS, AT(purposes), purposes_use, .list = PURPOSES,                 \
	  VALUES, .help = N_("what people come for") },                                                   \
	{ "ages", "対象年齢", &FIELD_TERMS, AT(ages), .list = AGES,                                       \
	  VALUES, .paper = "どなたでもよいときは、しるしを付けない", .help = N_("for whom; leave it out for everyone") }, \
	{ "minimum_age", "最低年齢", &FIELD_INT, AT(minimum_age), VALUES, NOT_ASKED, .help = N_("from this age, in years") }, \
	{ "maximum_age", "最高年齢", &FIELD_INT, AT(maximum_age), VALUES, NOT_ASKED, .help = N_("up to this age, in years") }, \
	{ "troubles", "困りごと", &FIELD_TERMS, AT(troubles), .list = TROUBLES,                           \
	  VALUES, .paper = "役に立てることがあるとき", .help = N_("which troubles it helps with") }, \
	{ "eligibility", "対象の条件", &FIELD_LINE, AT(eligibility), VALUES, .paper = "「市内に住む方」など", .help = N_("other conditions") }, \
	{ "areas", "対象地域", &FIELD_TEXTS, AT(areas_written),                                           \
	  NOT_ASKED, .help = N_("areas or divisions served besides the folder's: seibu/shibakubo") },                \
	{ "contacts", "問合せ", &FIELD_MAPS, AT(contacts), .table = &CONTACT_TABLE,                       \
	  .vital = true, .called = "問合せ先", \
	  .paper = "サイトとチラシに載せてよい連絡先。個人の携帯電話は載せません", .help = N_("whom to ask: ids of offices, or phone, FAX, mail") }, \
	{ "cost", "費用", &FIELD_COST, AT(cost), VITAL, .help = N_("無料, 300円, or a list of who pays what") }, \
	{ "accessibility", "バリアフリー", &FIELD_TERMS, AT(accessibility), .list = ACCESSIBILITY,        \
	  VALUES, .called = "来やすさ", .help = N_("what makes it easy to come") },                       \
	{ "languages", "言語", &FIELD_TERMS, AT(languages), .list = LANGUAGES,                            \
	  VALUES, .called = "日本語のほかに使えることば", .help = N_("languages besides Japanese") },     \
	{ "images", "画像", &FIELD_MAPS, AT(images), .table = &IMAGE, .called = "写真や絵", NOT_ASKED, .help = N_("pictures"), .example = "[{file: hana.jpg, alt: 桜の下の机}]" }, \
	{ "status", "状態", &FIELD_WORD, AT(status), .words = status_words, OURS, NOT_ASKED, .help = N_("how it stands") }, \
	{ "alert", "お知らせ", &FIELD_MAP_APART, AT(alert), .table = &ALERT,                                    \
	  .called = "大事なお知らせ", NOT_ASKED, .help = N_("what everybody must see first") },                      \
	{ "assured_date", "確認日", &FIELD_DAY, AT(assured), assured_use,                                 \
	  OURS, NOT_ASKED, .help = N_("the day these facts were confirmed") },                                       \
	{ "owner", "担当", &FIELD_LINE, AT(owner), OURS, NOT_ASKED, .help = N_("who keeps this record; not published") }, \
	{ "publish_from", "掲載開始", &FIELD_DAY, AT(publish_from), OURS, .paper = "この日から載せる", .help = N_("shown from this day") }, \
	{ "publish_until", "掲載終了", &FIELD_DAY, AT(publish_until), OURS, .paper = "この日まで載せる", .help = N_("shown up to this day") }, \
	{ "source", "出典", &FIELD_TEXTS, AT(source), OURS, NOT_ASKED, .help = N_("where you have the facts from: 市報11月号, a flyer, a phone call") }, \
	{ "sample", "見本", &FIELD_BOOL, AT(sample), OURS, NOT_ASKED, .help = N_("an example, not a fact") },        \
	{ "easy", "やさしい日本語", &FIELD_MAP_APART, AT(easy), .table = &EASY,                                 \
	  OURS, NOT_ASKED, .help = N_("the same in easy Japanese") },                                                \
	{ "aliases", "旧アドレス", &FIELD_TEXTS, AT(aliases), OURS, NOT_ASKED, .help = N_("old addresses that lead here") }, \
	{ "flyer", "チラシ", &FIELD_MAP_APART, AT(flyer), .table = &FLYER, OURS, NOT_ASKED, .help = N_("what the sheet says") }, \
	{ "body", "本文", &FIELD_IGNORED, AT(body), .called = "くわしい説明", .paper = "くわしい説明。書ききれないときは、裏か別の紙へ", .help = N_("Markdown; in .md files it follows the second ---") }

static const Field event_fields[] = {
	COMMON(FIELD_REQUIRED, FIELD_REQUIRED),
	{ "date", "日付", &FIELD_DAYS, AT(as.event.days), VITAL, .paper = "くり返しの行事は、次の欄へ", .help = N_("the day, a range, or a list of days") },
	{ "repeat", "くり返し", &FIELD_REPEAT, AT(as.event.repeat), VITAL, .help = N_("毎週水曜, 第2・第4火曜, 毎月1日と15日 … or an RRULE") },
	{ "from", "開始", &FIELD_DAY, AT(as.event.from), VITAL, .called = "始まる日", .help = N_("first day of a repeat") },
	{ "until", "終了", &FIELD_DAY, AT(as.event.until), VITAL, .called = "終わる日", .help = N_("last day of a repeat") },
	{ "skip", "休む日", &FIELD_TEXTS, AT(as.event.skip), VITAL, .paper = "祝日、年末年始、お盆など", .help = N_("calendars on whose days it is not held: 祝日, 年末年始") },
	{ "only", "行う期間", &FIELD_TEXTS, AT(as.event.only), VITAL, .paper = "「学期中だけ」など", .help = N_("calendars on whose days alone it is held: 学期中") },
	{ "on_holiday", "祝日の扱い", &FIELD_WORD, AT(as.event.on_holiday), .words = holiday_words, VITAL, .paper = "くり返しの日が祝日に当たったとき", .help = N_("what happens on a public holiday") },
	{ "except", "行わない日", &FIELD_DAYS, AT(as.event.except), VITAL, NOT_ASKED, .help = N_("days on which it was never planned") },
	{ "also", "追加の日", &FIELD_DAYS, AT(as.event.also), VITAL, NOT_ASKED, .help = N_("further days") },
	{ "changes", "変更", &FIELD_MAPS, AT(as.event.changes), .table = &CHANGE, .told = TOLD_NEW, .vital = true, .called = "変更のお知らせ", NOT_ASKED, .help = N_("announced, and now different"), .example = "[{date: 2026-12-22, status: 中止}]" },
	{ "time", "時間", &FIELD_TIMES, AT(as.event.times), VITAL, .help = N_("10:00–11:30, one or several a day") },
	{ "place", "場所", &FIELD_MAP, AT(as.event.place), .table = &PLACE_REF_TABLE, VITAL, .help = N_("id of a place's record; without one its name, or {name: …, address: …}") },
	{ "organizer", "主催", &FIELD_MAP, AT(as.event.organizer), FIELD_REQUIRED, .table = &CONTACT_TABLE, .paper = "主催する団体（個人の名前は載せません）", .help = N_("who holds it: id of an office or a record, or a name") },
	{ "capacity", "定員", &FIELD_CAPACITY, AT(as.event.capacity), VALUES, .help = N_("20人, 10組") },
	{ "application", "申込", &FIELD_APPLICATION, AT(as.event.application), VALUES, .help = N_("不要, or state, by, until, how") },
	{ "what_to_bring", "持ち物", &FIELD_TEXTS, AT(as.event.what_to_bring), VALUES, .help = N_("what to bring") },
	{ "condition", "参加の条件", &FIELD_LINE, AT(as.event.condition), VALUES, .help = N_("who may take part") },
};

static const Field place_fields[] = {
	COMMON(FIELD_REQUIRED, FIELD_REQUIRED),
	{ "place_type", "種類", &FIELD_TERM, AT(as.place.type), FIELD_REQUIRED, .list = PLACE_TYPES, VALUES, .help = N_("what sort of place it is") },
	{ "address", "住所", &FIELD_LINE, AT(as.place.address), FIELD_REQUIRED, VITAL, .help = N_("town, chome and lot: 芝久保町3丁目") },
	{ "lat", "緯度", &FIELD_DEGREES, AT(as.place.lat), OURS, NOT_ASKED, .help = N_("latitude in degrees") },
	{ "lon", "経度", &FIELD_DEGREES, AT(as.place.lon), OURS, NOT_ASKED, .help = N_("longitude in degrees") },
	{ "lots", "番", &FIELD_LOTS, AT(as.place.lots), OURS, NOT_ASKED, .help = N_("lot numbers, where one chome has two districts") },
	{ "hours", "利用時間", &FIELD_HOURS, AT(as.place.hours), VITAL, .help = N_("opening hours") },
	{ "closed", "休み", &FIELD_TEXTS, AT(as.place.closed), VITAL, .help = N_("days it is closed") },
	{ "landmark", "目印", &FIELD_LINE, AT(as.place.landmark), VALUES, .help = N_("what one sees from the road") },
	{ "operator", "運営", &FIELD_MAP, AT(as.place.operator_), .table = &CONTACT_TABLE, .help = N_("who runs it") },
	{ "equipment", "設備", &FIELD_TEXTS, AT(as.place.equipment), VALUES, .help = N_("what is there") },
};

static const Field service_fields[] = {
	COMMON(FIELD_REQUIRED, FIELD_REQUIRED),
	{ "provider", "実施主体", &FIELD_MAP, AT(as.service.provider), FIELD_REQUIRED, .table = &CONTACT_TABLE, .help = N_("who provides it: id of an office or a record, or a name") },
	{ "how_to_apply", "申込方法", &FIELD_TEXT, AT(as.service.how_to_apply), .help = N_("how to apply") },
	{ "documents", "必要なもの", &FIELD_TEXTS, AT(as.service.documents), VALUES, .help = N_("papers to bring") },
	{ "fees", "料金", &FIELD_LINE, AT(as.service.fees), VITAL, .help = N_("what it costs") },
	{ "period", "期間", &FIELD_LINE, AT(as.service.period), VITAL, .help = N_("when it can be used") },
	{ "law", "根拠", &FIELD_LINE, AT(as.service.law), .help = N_("law or rule it rests on") },
};

static const Field consultation_fields[] = {
	COMMON(FIELD_REQUIRED, FIELD_REQUIRED),
	{ "provider", "実施主体", &FIELD_MAP, AT(as.consultation.provider), FIELD_REQUIRED, .table = &CONTACT_TABLE, .help = N_("who answers: id of an office or a record, or a name") },
	{ "general", "総合", &FIELD_BOOL, AT(as.consultation.general), .called = "相談できること", .paper = "どんな相談でも受けるか", .help = N_("takes any trouble") },
	{ "channels", "方法", &FIELD_TERMS, AT(as.consultation.channels), FIELD_REQUIRED, .list = CHANNELS, VALUES, .called = "相談のしかた", .help = N_("how to reach it") },
	{ "hours", "受付時間", &FIELD_HOURS, AT(as.consultation.hours), FIELD_REQUIRED, VITAL, .help = N_("when somebody answers") },
	{ "closed", "休み", &FIELD_TEXTS, AT(as.consultation.closed), VITAL, .help = N_("days it is closed") },
	{ "place", "場所", &FIELD_MAP, AT(as.consultation.place), .table = &PLACE_REF_TABLE, VITAL, .help = N_("where, or 電話でお知らせ") },
	{ "appointment", "予約", &FIELD_LINE, AT(as.consultation.appointment), VALUES, .help = N_("whether to book") },
	{ "anonymous", "匿名", &FIELD_BOOL, AT(as.consultation.anonymous), .called = "名前を言わない相談", .paper = "名前を言わずに相談できるか", .help = N_("no name is asked") },
	{ "connects_to", "つなぎ先", &FIELD_REFS, AT(as.consultation.connects_to), NOT_ASKED, .help = N_("whom it hands over to") },
	{ "outreach", "訪問", &FIELD_LINE, AT(as.consultation.outreach), VALUES, .paper = "自宅などへ行くことがあるとき", .help = N_("whether somebody comes") },
};

static const Field group_fields[] = {
	COMMON(FIELD_REQUIRED, FIELD_REQUIRED),
	{ "scheme", "しくみ", &FIELD_REF, AT(as.group.scheme), NOT_ASKED, .help = N_("id of the scheme it belongs to") },
	{ "basis", "型", &FIELD_TERM, AT(as.group.basis), .list = BASES, .help = N_("by place or by purpose") },
	{ "meets", "活動日", &FIELD_LINE, AT(as.group.meets), VITAL, .help = N_("when it meets") },
	{ "place", "場所", &FIELD_MAP, AT(as.group.place), .table = &PLACE_REF_TABLE, VITAL, .help = N_("where it meets") },
	{ "members_wanted", "募集", &FIELD_LINE, AT(as.group.members_wanted), VALUES, .paper = "手伝う人をさがしているとき", .help = N_("whose hands are wanted") },
	{ "founded", "設立", &FIELD_LINE, AT(as.group.founded), .help = N_("since when") },
};

static const Field scheme_fields[] = {
	COMMON(FIELD_REQUIRED, FIELD_REQUIRED),
	{ "cells", "位置づけ", &FIELD_MAPS, AT(as.scheme.cells), .table = &CELL, NOT_ASKED, .help = N_("where it stands in the table of schemes") },
	{ "city_scheme", "市のしくみ", &FIELD_BOOL, AT(as.scheme.city_scheme), OURS, NOT_ASKED, .help = N_("set up by the city") },
	{ "roles", "役割", &FIELD_MAPS, AT(as.scheme.roles), .table = &ROLE, .help = N_("who does what in it") },
	{ "run_by", "運営", &FIELD_MAP, AT(as.scheme.run_by), .table = &CONTACT_TABLE, .help = N_("who runs it") },
};

static const Field notice_fields[] = {
	COMMON(FIELD_OPTIONAL, FIELD_OPTIONAL),
	{ "date", "日付", &FIELD_DAY, AT(as.notice.date), FIELD_REQUIRED, VITAL, .help = N_("the day of the notice") },
	{ "expires", "期限", &FIELD_DAY, AT(as.notice.expires), FIELD_REQUIRED, VITAL, .paper = "この日まで出す", .help = N_("its last day") },
	{ "level", "重要度", &FIELD_WORD, AT(as.notice.level), .words = level_words, VALUES, .help = N_("how urgent it is") },
	{ "cancels", "中止する行事", &FIELD_MAP, AT(as.notice.cancels), .table = &CANCELS, .vital = true, .help = N_("events that it calls off"), .example = "{dates: [2026-12-08]}" },
};

/* A record takes the room of its own kind, not of the largest. */
#define KIND_TABLE(kind)                                                                  \
	{ .name = #kind, .size = AT(as) + sizeof(((Record *)0)->as.kind),                 \
	  .fields = kind##_fields, .count = sizeof(kind##_fields) / sizeof(*kind##_fields), \
	  .pos_offset = AT(pos) }

static const Table EVENT        = KIND_TABLE(event);
static const Table PLACE        = KIND_TABLE(place);
static const Table SERVICE      = KIND_TABLE(service);
static const Table CONSULTATION = KIND_TABLE(consultation);
static const Table GROUP        = KIND_TABLE(group);
static const Table SCHEME       = KIND_TABLE(scheme);
static const Table NOTICE       = KIND_TABLE(notice);

const KindInfo KIND_INFO[KINDS] = {
	[KIND_EVENT]        = { "events", "event", "行事", &EVENT },
	[KIND_PLACE]        = { "places", "place", "居場所・施設", &PLACE },
	[KIND_SERVICE]      = { "services", "service", "支援・制度", &SERVICE },
	[KIND_CONSULTATION] = { "consultations", "consultation", "相談窓口", &CONSULTATION },
	[KIND_GROUP]        = { "groups", "group", "団体・活動", &GROUP },
	[KIND_SCHEME]       = { "schemes", "scheme", "しくみ", &SCHEME },
	[KIND_NOTICE]       = { "notices", "notice", "お知らせ", &NOTICE },
};

Kind kind_of_folder(Str folder)
{
	for (int k = 0; k < KINDS; k++)
		if (str_equal(folder, str_from(KIND_INFO[k].folder)))
			return (Kind)k;
	return KINDS;
}

Kind kind_called(Str word)
{
	for (int k = 0; k < KINDS; k++)
		if (str_equal(word, str_from(KIND_INFO[k].id)) || str_equal(word, str_from(KIND_INFO[k].ja)) ||
		    str_equal(word, str_from(KIND_INFO[k].folder)))
			return (Kind)k;
	return KINDS;
}

bool record_knows(const Record *r, const char *keys)
{
	const Table *t = KIND_INFO[r->kind].table;
	bool known = !r->vague;
	for (size_t i = 0; known && i < r->place_count; i++)
		for (Str rest = str_from(keys), key; r->places[i].spoilt && (key = str_cut(rest, ' ', &rest)).len;)
			known &= !str_equal(key, str_from(t->fields[r->places[i].row].key));
	return known;
}

const Contact *record_holder(const Record *r)
{
	switch (r->kind) {
	case KIND_EVENT:        return &r->as.event.organizer;
	case KIND_PLACE:        return &r->as.place.operator_;
	case KIND_SERVICE:      return &r->as.service.provider;
	case KIND_CONSULTATION: return &r->as.consultation.provider;
	case KIND_SCHEME:       return &r->as.scheme.run_by;
	case KIND_GROUP:
	case KIND_NOTICE:
	case KINDS:             break;
	}
	return NULL;
}

Pos record_place(const Record *r, const char *key)
{
	const Table *t = KIND_INFO[r->kind].table;
	for (size_t i = 0; i < r->place_count; i++)
		if (str_equal(str_from(key), str_from(t->fields[r->places[i].row].key)))
			return (Pos){ r->places[i].line, r->places[i].column, r->places[i].length };
	return r->pos;
}
