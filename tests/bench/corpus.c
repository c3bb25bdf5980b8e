/*
 * A city of any size, always the same for the same arguments.
 *
 *   build/bench/corpus BASE OUT RECORDS PLACES SEED
 *
 * BASE is a folder with the parts that do not grow (site.yaml, vocabulary.yaml,
 * calendars.yaml, readings.yaml, withdrawn.yaml: those of the test cases).
 * OUT gets them, and towns, areas, offices, boards and RECORDS records in
 * files of their own: the seven kinds mixed as in a real city, each with a
 * Japanese body of about 1,000 characters, one to three ages and purposes.
 * PLACES is the city, its areas (one in six) and their districts.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PLACES_MAX = 560, OFFICES = 40, CHOME = 4, BODY_CHARACTERS = 760 };

typedef enum Kind { EVENT, PLACE, GROUP, SERVICE, CONSULTATION, NOTICE, SCHEME, KINDS } Kind;

static const char *const kind_words[KINDS] = {
	"event", "place", "group", "service", "consultation", "notice", "scheme",
};
/* Of a hundred records. */
static const unsigned char kind_shares[KINDS] = { 45, 15, 15, 10, 5, 8, 2 };

typedef struct Word {
	const char *text, *kana;
} Word;

typedef struct Record {
	Kind kind;
	unsigned area;
} Record;

static const Word heads[] = {
	{ "東", "ひがし" }, { "西", "にし" }, { "南", "みなみ" }, { "北", "きた" }, { "上", "かみ" }, { "下", "しも" },
	{ "中", "なか" }, { "本", "もと" }, { "新", "しん" }, { "大", "おお" }, { "小", "こ" }, { "高", "たか" },
	{ "長", "なが" }, { "青", "あお" }, { "白", "しら" }, { "赤", "あか" }, { "緑", "みどり" }, { "花", "はな" },
	{ "春", "はる" }, { "秋", "あき" }, { "月", "つき" }, { "星", "ほし" }, { "竹", "たけ" }, { "松", "まつ" },
};
static const Word tails[] = {
	{ "山", "やま" }, { "川", "かわ" }, { "田", "た" }, { "原", "はら" }, { "島", "しま" }, { "谷", "や" },
	{ "沢", "さわ" }, { "崎", "さき" }, { "橋", "はし" }, { "坂", "さか" }, { "森", "もり" }, { "林", "ばやし" },
	{ "野", "の" }, { "丘", "おか" }, { "池", "いけ" }, { "泉", "いずみ" }, { "浜", "はま" }, { "岡", "おか" },
	{ "里", "さと" }, { "井", "い" }, { "木", "き" }, { "草", "くさ" }, { "石", "いし" }, { "村", "むら" },
};
static const Word flowers[] = {
	{ "たんぽぽ", "たんぽぽ" }, { "ひまわり", "ひまわり" }, { "さくら", "さくら" }, { "すみれ", "すみれ" },
	{ "コスモス", "こすもす" }, { "あじさい", "あじさい" }, { "つばき", "つばき" }, { "もみじ", "もみじ" },
	{ "いちょう", "いちょう" }, { "どんぐり", "どんぐり" }, { "めだか", "めだか" }, { "つばめ", "つばめ" },
};
static const Word subjects[KINDS][6] = {
	{ { "体操の会", "たいそうのかい" }, { "おしゃべり茶会", "おしゃべりちゃかい" }, { "親子ひろば", "おやこひろば" },
	  { "将棋と囲碁の日", "しょうぎといごのひ" }, { "歌の集まり", "うたのあつまり" }, { "防災の教室", "ぼうさいのきょうしつ" } },
	{ { "サロン", "さろん" }, { "集会所", "しゅうかいじょ" }, { "ひろば", "ひろば" },
	  { "食堂", "しょくどう" }, { "図書の部屋", "としょのへや" }, { "縁側", "えんがわ" } },
	{ { "花の会", "はなのかい" }, { "見守りの会", "みまもりのかい" }, { "おやじの会", "おやじのかい" },
	  { "子ども食堂の会", "こどもしょくどうのかい" }, { "合唱団", "がっしょうだん" }, { "懇談会", "こんだんかい" } },
	{ { "買い物の手伝い", "かいもののてつだい" }, { "ごみ出しの手伝い", "ごみだしのてつだい" },
	  { "配食", "はいしょく" }, { "外出の付き添い", "がいしゅつのつきそい" }, { "子育ての援助", "こそだてのえんじょ" },
	  { "電話の見守り", "でんわのみまもり" } },
	{ { "なんでも相談", "なんでもそうだん" }, { "くらしの相談", "くらしのそうだん" }, { "子育ての相談", "こそだてのそうだん" },
	  { "介護の相談", "かいごのそうだん" }, { "こころの相談", "こころのそうだん" }, { "仕事の相談", "しごとのそうだん" } },
	{ { "工事のお知らせ", "こうじのおしらせ" }, { "休みのお知らせ", "やすみのおしらせ" }, { "募集のお知らせ", "ぼしゅうのおしらせ" },
	  { "引っ越しのお知らせ", "ひっこしのおしらせ" }, { "時間のお知らせ", "じかんのおしらせ" }, { "点検のお知らせ", "てんけんのおしらせ" } },
	{ { "話し合いのしくみ", "はなしあいのしくみ" }, { "見守りのしくみ", "みまもりのしくみ" }, { "つなぐしくみ", "つなぐしくみ" },
	  { "支え合いのしくみ", "ささえあいのしくみ" }, { "学ぶしくみ", "まなぶしくみ" }, { "助けるしくみ", "たすけるしくみ" } },
};
static const char *const sentences[] = {
	"お茶を飲みながら、近所の人とゆっくり話せる集まりです。",
	"はじめての方は、入口で名前だけ教えてください。",
	"途中から来ても、途中で帰っても大丈夫です。",
	"足の具合が心配な方には、いすの席を用意しています。",
	"子ども連れの方のために、畳の部屋とおもちゃがあります。",
	"係の人が名札をつけていますので、分からないことは何でも聞いてください。",
	"雨の日は人数が少なめなので、静かに過ごしたい方におすすめです。",
	"持ち寄りのお菓子があるときは、みんなで分けて食べます。",
	"車いすの方は、裏の入口からそのまま入れます。",
	"手話や筆談をご希望の方は、前もってお知らせください。",
	"季節の行事も行っていて、夏は流しそうめん、冬は餅つきをします。",
	"市の職員と協議会の職員が、月に一度ずつ顔を出しています。",
	"困りごとを話したい方は、終わったあとに残ってください。",
	"二十年続いている会で、いちばん年上の方は九十歳を超えています。",
	"学校が終わった子どもたちも、宿題をしに集まってきます。",
	"地域の畑でとれた野菜を、安く分けてもらえることがあります。",
	"一人で来る方が半分くらいなので、気がねはいりません。",
	"帰りが暗くなる季節は、同じ方向の人どうしで帰るようにしています。",
	"お手伝いをしてくださる方も、いつでも歓迎しています。",
	"会場の鍵は当番が開けますので、早く着いたら少しお待ちください。",
};
static const char *const items[] = {
	"飲み物", "上ばき", "動きやすい服", "筆記用具", "保険証の写し", "エプロン", "タオル", "帽子", "お薬手帳", "買い物の袋",
};
static const char *const ages[] = { "baby", "elementary", "teen", "parent", "young", "middle", "senior", "senior75" };
static const char *const purposes[] = {
	"gather", "consult", "eat", "move", "learn", "play", "support", "benefit", "volunteer", "festival", "safety",
};
static const char *const troubles[] = { "lonely", "worried", "care", "child", "money", "mind", "disability" };
static const char *const place_types[] = { "salon", "kaikan", "koen", "fukushi", "shokudo", "sonota" };
static const char *const access_ids[] = { "wheelchair", "step-free", "toilet", "stroller", "no-booking", "alone-ok" };
static const char *const repeats[] = {
	"毎週水曜", "第2・第4火曜", "毎週月・木", "最終金曜", "毎月1日と15日", "第1土曜", "毎週日曜", "第3水曜",
};
static const char *const tiers[] = { "city", "area", "district", "nearer" };

static uint64_t state;
static unsigned area_count, district_count, place_count;
static size_t record_count;
static Record *records;
static size_t *place_records[PLACES_MAX], place_record_counts[PLACES_MAX];
static size_t *schemes, scheme_count;
static const char *out;

#define ANY(list) ((list)[chance(sizeof(list) / sizeof(*(list)))])

static uint32_t chance(uint32_t below)
{
	state += 0x9e3779b97f4a7c15u;
	uint64_t z = state;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (uint32_t)(((z ^ (z >> 31)) >> 32) % below);
}

static bool one_in(uint32_t n)
{
	return chance(n) == 0;
}

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(3);
}

static FILE *open_file(const char *pattern, ...) __attribute__((format(printf, 1, 2)));
static FILE *open_file(const char *pattern, ...)
{
	char inner[512], path[1024];
	va_list arguments;
	va_start(arguments, pattern);
	vsnprintf(inner, sizeof(inner), pattern, arguments);
	va_end(arguments);
	snprintf(path, sizeof(path), "%s/%s", out, inner);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		mkdir(path, 0755);
		*slash = '/';
	}
	FILE *file = fopen(path, "w");
	if (!file)
		fail(path);
	return file;
}

static void close_file(FILE *file)
{
	if (fclose(file) != 0)
		fail("write");
}

static void copy_base(const char *base, const char *name)
{
	char path[1024], bytes[1 << 16];
	snprintf(path, sizeof(path), "%s/%s", base, name);
	FILE *from = fopen(path, "r"), *to = open_file("%s", name);
	if (!from)
		fail(path);
	for (size_t got; (got = fread(bytes, 1, sizeof(bytes), from)) > 0;)
		fwrite(bytes, 1, got, to);
	fclose(from);
	close_file(to);
}

/* Places: 0 is the city, then the areas, then their districts. */
static unsigned area_of_district(unsigned place)
{
	return 1 + (place - 1 - area_count) % area_count;
}

static const char *folder_of(unsigned place, char path[64])
{
	if (place == 0)
		path[0] = 0;
	else if (place <= area_count)
		snprintf(path, 64, "ken%u/", place);
	else
		snprintf(path, 64, "ken%u/chiku%u/", area_of_district(place), place - area_count);
	return path;
}

/* The town of a place is its own in a district, and one of its districts' above. */
static unsigned town_of(unsigned place)
{
	if (place == 0)
		return 0;
	return place <= area_count ? place - 1 : place - 1 - area_count;
}

static Word town_head(unsigned town)
{
	return heads[town % 24];
}

static Word town_tail(unsigned town)
{
	return tails[(town / 24 + town) % 24];
}

static void write_towns(void)
{
	FILE *f = open_file("towns.yaml");
	for (unsigned t = 0; t < district_count; t++) {
		fprintf(f, "- town: %s%s町\n  kana: %s%sちょう\n  postal: 188-%04u\n  chome:\n", town_head(t).text,
		        town_tail(t).text, town_head(t).kana, town_tail(t).kana, t + 1);
		for (unsigned n = 1; n <= CHOME; n++)
			fprintf(f, "    - {n: %u, lat: 35.%06u, lon: 139.%06u}\n", n, 700000 + t / 24 * 2000 + n * 400,
			        500000 + t % 24 * 2000 + n * 300);
	}
	close_file(f);
}

/* Around all of them, so that a map is drawn. */
static void write_outline(void)
{
	FILE *f = open_file("outline.geojson");
	unsigned south = 699000, west = 499000, north = 703000 + district_count / 24 * 2000, east = 550000;
	fprintf(f, "{\"type\": \"Polygon\", \"coordinates\": [[\n[139.%06u, 35.%06u],\n[139.%06u, 35.%06u],\n"
	           "[139.%06u, 35.%06u],\n[139.%06u, 35.%06u],\n[139.%06u, 35.%06u]\n]]}\n",
	        west, south, east, south, east, north, west, north, west, south);
	close_file(f);
}

static void write_town_lines(FILE *f, unsigned place)
{
	fputs("towns:\n", f);
	for (unsigned p = area_count + 1; p < place_count; p++) {
		if (p != place && area_of_district(p) != place)
			continue;
		unsigned t = town_of(p);
		fprintf(f, "  - {town: %s%s町, chome: [1, 2, 3, 4]}\n", town_head(t).text, town_tail(t).text);
	}
}

static void write_area(unsigned place)
{
	char folder[64];
	unsigned t = town_of(place);
	Word a = town_head(t), b = town_tail(t);
	FILE *f = open_file("%sarea.yaml", folder_of(place, folder));
	if (place == 0)
		fputs("name: 西東京市\nname_kana: にしとうきょうし\nshort: 西東京市\ntier: city\n"
		      "first_contact: [{consultation: consultation-000000}]\n"
		      "report_to: {consultation: consultation-000000}\n", f);
	else if (place <= area_count)
		fprintf(f, "name: %s%s圏域\nname_kana: %s%sけんいき\nshort: %s%s\ntier: area\n", a.text, b.text, a.kana,
		        b.kana, a.text, b.text);
	else
		fprintf(f, "name: %s%s小地区\nname_kana: %s%sしょうちく\nshort: %s%s小\ntier: district\n", a.text, b.text,
		        a.kana, b.kana, a.text, b.text);
	fprintf(f, "order: %u\nsummary: 見本の区域です。\nlat: 35.%06u\nlon: 139.%06u\n", place,
	        700000 + t / 24 * 2000, 500000 + t % 24 * 2000);
	if (place)
		write_town_lines(f, place);
	close_file(f);
}

static const char *office_id(unsigned n, char id[32])
{
	if (n)
		snprintf(id, 32, "madoguchi%u", n);
	return n ? id : "madoguchi";
}

static void write_offices(void)
{
	char id[32];
	FILE *f = open_file("offices.yaml");
	fputs("offices:\n", f);
	for (unsigned n = 0; n < OFFICES; n++)
		fprintf(f, "  - id: %s\n    name: 見本の窓口%u\n    name_kana: みほんのまどぐち\n    phone: 000-0000-0000\n"
		        "    fax: 000-0000-0000\n    email: m%u@keijiban.example\n"
		        "    hours: [{days: 月–金, time: \"8:30–17:15\"}]\n    after_hours: 守衛室が電話を受けます。\n"
		        "    role: shi\n    sample: yes\n", office_id(n, id), n + 1, n);
	close_file(f);
}

static void write_boards(void)
{
	FILE *f = open_file("boards.yaml");
	for (unsigned t = 0; t < district_count; t++)
		fprintf(f, "- {id: board-%u, name: 見本の掲示板%u, chome: %s%s町3, owner: 見本の自治会, size: A4, "
		        "max_days: 31, stamp: yes, sample: true}\n", t + 1, t + 1, town_head(t).text, town_tail(t).text);
	close_file(f);
}

/* One to three different words, in the order of the list. */
static void write_some(FILE *f, const char *key, const char *const *list, uint32_t count)
{
	uint32_t wanted = 1 + chance(3), from = chance(count - wanted + 1), step = 1 + chance(2);
	fprintf(f, "%s: [%s", key, list[from]);
	for (uint32_t i = 1; i < wanted && from + i * step < count; i++)
		fprintf(f, ", %s", list[from + i * step]);
	fputs("]\n", f);
}

#define SOME(f, key, list) write_some((f), (key), (list), sizeof(list) / sizeof(*(list)))

static void write_id(FILE *f, const char *key, size_t record)
{
	fprintf(f, "%s: %s-%06zu\n", key, kind_words[records[record].kind], record);
}

static void write_where(FILE *f, unsigned place)
{
	if (place_record_counts[place])
		write_id(f, "place", place_records[place][chance((uint32_t)place_record_counts[place])]);
	else
		fputs("place: {name: 見本の会場, landmark: 大きな木のとなり}\n", f);
}

static void write_event(FILE *f, const Record *r)
{
	static const char *const months[] = { "2026-12", "2027-01", "2027-02" };
	char id[32];
	if (one_in(2)) {
		fprintf(f, "repeat: %s\nskip: [祝日, 年末年始]\n", ANY(repeats));
	} else if (one_in(10)) {
		unsigned day = 1 + chance(20);
		fprintf(f, "date: {from: %s-%02u, until: %s-%02u}\n", months[1], day, months[1], day + 1 + chance(5));
	} else {
		fprintf(f, "date: %s-%02u\n", ANY(months), 1 + chance(28));
	}
	unsigned hour = 9 + chance(9);
	fprintf(f, "time: %u:00–%u:30\n", hour, hour + 1);
	write_where(f, r->area);
	fprintf(f, "organizer: %s\n", office_id(chance(OFFICES), id));
	if (one_in(2))
		fprintf(f, "capacity: {n: %u, unit: 人}\napplication: 不要\n", 10 + chance(40));
	fprintf(f, "cost: %s\nwhat_to_bring: %s\n", one_in(3) ? "300円" : "無料", ANY(items));
}

static void write_place(FILE *f, const Record *r)
{
	unsigned t = town_of(r->area);
	fprintf(f, "place_type: %s\naddress: %s%s町%u丁目\n", ANY(place_types), town_head(t).text, town_tail(t).text,
	        1 + chance(CHOME));
	fprintf(f, "lat: 35.%06u\nlon: 139.%06u\n", 700000 + t / 24 * 2000 + chance(1600), 500000 + t % 24 * 2000 + chance(1200));
	fputs("hours:\n  - {days: 月–金, time: \"10:00–16:00\"}\n  - {days: 土, time: \"13:00–16:00\", note: 当番がいる日}\n"
	      "closed: [祝日, 年末年始]\nlandmark: 赤い屋根の家\nequipment: [台所, 畳の部屋]\ncost: 無料\n", f);
}

static void write_group(FILE *f, const Record *r)
{
	if (scheme_count)
		write_id(f, "scheme", schemes[chance((uint32_t)scheme_count)]);
	fprintf(f, "basis: %s\nmeets: 毎月の第2水曜の夜\n", one_in(2) ? "chien" : "mokuteki");
	write_where(f, r->area);
	fputs("members_wanted: 月に一度、手伝える方を待っています。\n", f);
}

static void write_service(FILE *f, const Record *r)
{
	char id[32];
	(void)r;
	fprintf(f, "provider: %s\nhow_to_apply: 窓口か電話で申し込みます。\ndocuments: [%s, %s]\nfees: 一回300円\n"
	        "period: 一年を通して\n", office_id(chance(OFFICES), id), ANY(items), "申込書");
}

static void write_consultation(FILE *f, const Record *r)
{
	char id[32];
	if (r == records)
		fputs("troubles: [lonely, worried, care, child, own-voice, money, mind, disability, violence, language]\n"
		      "general: yes\n", f);
	else
		SOME(f, "troubles", troubles);
	fprintf(f, "provider: %s\nchannels: [窓口, 電話, FAX, メール]\nhours: [{days: 月–金, time: \"9:00–17:00\"}]\n"
	        "place: 電話でお知らせ\nappointment: 予約なしで話せます。\nanonymous: yes\n", office_id(chance(OFFICES), id));
}

static void write_notice(FILE *f, const Record *r)
{
	(void)r;
	fprintf(f, "date: 2026-11-%02u\nexpires: 2027-01-%02u\nlevel: %s\n", 1 + chance(22), 1 + chance(28),
	        one_in(4) ? "important" : "info");
}

static void write_scheme(FILE *f, const Record *r)
{
	char id[32];
	(void)r;
	fprintf(f, "cells: [{tier: %s, basis: %s}]\ncity_scheme: yes\nroles: [{role: jumin, does: 月に一度、集まって話します。}]\n"
	        "run_by: %s\n", ANY(tiers), one_in(2) ? "chien" : "mokuteki", office_id(chance(OFFICES), id));
}

static void (*const write_own[KINDS])(FILE *f, const Record *r) = {
	write_event, write_place, write_group, write_service, write_consultation, write_notice, write_scheme,
};

static size_t characters(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

static size_t write_paragraph(FILE *f)
{
	size_t written = 0;
	for (unsigned n = 3 + chance(3); n--;) {
		const char *sentence = ANY(sentences);
		bool strong = one_in(6);
		fprintf(f, "%s%s%s", strong ? "**" : "", sentence, strong ? "** " : "");
		written += characters(sentence);
	}
	fputs("\n\n", f);
	return written;
}

static size_t write_list(FILE *f)
{
	size_t written = 0;
	for (unsigned n = 3 + chance(3); n--;) {
		const char *item = ANY(items), *sentence = ANY(sentences);
		fprintf(f, "- *%s* — %s\n", item, sentence);
		written += characters(item) + characters(sentence);
	}
	fputc('\n', f);
	return written;
}

static void write_body(FILE *f)
{
	size_t written = write_paragraph(f) + write_paragraph(f);
	fputs("## 持ち物と過ごし方\n\n", f);
	written += write_list(f);
	size_t other = chance((uint32_t)record_count);
	fprintf(f, "くわしいことは[こちらの案内](record:%s-%06zu)も見てください。\n\n", kind_words[records[other].kind], other);
	fputs("## 来る前に\n\n", f);
	while (written < BODY_CHARACTERS)
		written += one_in(4) ? write_list(f) : write_paragraph(f);
}

static void write_record(size_t n)
{
	char folder[64], id[32];
	const Record *r = &records[n];
	unsigned t = town_of(r->area);
	Word subject = subjects[r->kind][chance(6)], flower = ANY(flowers);
	FILE *f = open_file("%s%ss/%s-%06zu.md", folder_of(r->area, folder), kind_words[r->kind], kind_words[r->kind], n);
	fprintf(f, "---\nname: %s%sの%s「%s」%zu\n", town_head(t).text, town_tail(t).text, subject.text, flower.text, n);
	fprintf(f, "name_kana: %s%sの%s%s%zu\n", town_head(t).kana, town_tail(t).kana, subject.kana, flower.kana, n);
	fputs("summary: 近所の人が集まって、無理なく続けています。はじめての方もどうぞ。\n", f);
	if (r->kind != NOTICE)
		SOME(f, "purposes", purposes);
	SOME(f, "ages", ages);
	write_own[r->kind](f, r);
	if (one_in(3))
		SOME(f, "accessibility", access_ids);
	fprintf(f, "contacts: [%s]\n", office_id(r == records ? 0 : chance(OFFICES), id));
	if (r->kind != NOTICE)
		fprintf(f, "assured_date: 2026-%02u-%02u\n", 6 + chance(5), 1 + chance(28));
	fputs("sample: yes\n---\n", f);
	write_body(f);
	close_file(f);
}

/* Record 0 is the window everyone is sent to. Kinds come in fixed shares, spread evenly. */
static Kind kind_of(size_t n)
{
	unsigned at = (unsigned)((n * 37 + 71) % 100);
	for (unsigned kind = 0; kind < KINDS; kind++) {
		if (at < kind_shares[kind])
			return n ? (Kind)kind : CONSULTATION;
		at -= kind_shares[kind];
	}
	return EVENT;
}

static void plan_records(void)
{
	records = calloc(record_count, sizeof(*records));
	schemes = calloc(record_count, sizeof(*schemes));
	if (!records || !schemes)
		fail("memory");
	for (size_t n = 0; n < record_count; n++) {
		Kind kind = kind_of(n);
		unsigned area = n == 0 || kind == SCHEME ? 0 : chance(place_count);
		records[n] = (Record){ kind, area };
		if (kind == SCHEME)
			schemes[scheme_count++] = n;
		if (kind == PLACE) {
			size_t **list = &place_records[area];
			*list = realloc(*list, (place_record_counts[area] + 1) * sizeof(**list));
			if (!*list)
				fail("memory");
			(*list)[place_record_counts[area]++] = n;
		}
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void write_ids(void)
{
	char (*ids)[32] = calloc(record_count + 1, sizeof(*ids));
	if (!ids)
		fail("memory");
	for (size_t n = 0; n < record_count; n++)
		snprintf(ids[n], sizeof(*ids), "%s-%06zu", kind_words[records[n].kind], n);
	snprintf(ids[record_count], sizeof(*ids), "mihon-owatta");
	qsort(ids, record_count + 1, sizeof(*ids), by_name);
	FILE *f = open_file("ids.txt");
	for (size_t n = 0; n <= record_count; n++)
		fprintf(f, "%s\n", ids[n]);
	close_file(f);
	free(ids);
}

int main(int argc, char **argv)
{
	static const char *const fixed[] = {
		"site.yaml", "vocabulary.yaml", "calendars.yaml", "readings.yaml", "withdrawn.yaml",
	};
	if (argc != 6 || atoi(argv[3]) < 1 || atoi(argv[4]) < 3 || atoi(argv[4]) > PLACES_MAX) {
		fprintf(stderr, "usage: corpus BASE OUT RECORDS PLACES(3..%d) SEED\n", PLACES_MAX);
		return 2;
	}
	out = argv[2];
	record_count = strtoul(argv[3], NULL, 10);
	place_count = (unsigned)atoi(argv[4]);
	state = strtoull(argv[5], NULL, 10);
	area_count = place_count / 6 ? place_count / 6 : 1;
	district_count = place_count - 1 - area_count;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		copy_base(argv[1], fixed[i]);
	plan_records();
	write_towns();
	write_outline();
	write_offices();
	write_boards();
	write_ids();
	for (unsigned place = 0; place < place_count; place++)
		write_area(place);
	for (size_t n = 0; n < record_count; n++)
		write_record(n);
	return 0;
}
