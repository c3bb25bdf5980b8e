#include <string.h>

#include "render/address.h"
#include "render/languages.h"
#include "render/plan.h"
#include "render/view.h"
#include "site/state.h"

/*
 * sitemap.xml (sitemaps.org 0.9): every page that search engines may list; since when, where history tells; and the
 * same page in other languages, as xhtml:link. A site of more than SITEMAP_MOST such pages has several files, of
 * which sitemap.xml is the list.
 */

#define XML_HEAD          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SITEMAP_NAMESPACE "http://www.sitemaps.org/schemas/sitemap/0.9"

/* Records tell it themselves, 更新情報 by its newest day; of a list nobody knows. */
static Day day_of_change(const Press *press, const Output *o)
{
	if (o->kind->scope == OF_RECORD)
		return o->of.record->changed;
	const ReadyArea *ready = ready_area(press, o->area);
	return o->kind->render == render_news && ready->news_count ? ready->news[0]->day : DAY_NONE;
}

static void say_alternate(Buf *b, Desk *desk, Str lang, Str path)
{
	buf_str(b, STR("<xhtml:link rel=\"alternate\" hreflang=\""));
	buf_escaped(b, lang);
	buf_str(b, STR("\" href=\""));
	buf_escaped(b, full_address_of(desk->press->site, path, &desk->group));
	buf_str(b, STR("\"/>"));
}

/* Easy Japanese has no tag of its own, so only what has one is told of (as on the pages). */
static bool is_told_in(Desk *desk, const Language *l, Str japanese)
{
	const Output *other = l->easy ? NULL : plan_find(desk->plan, path_in(l, japanese, &desk->group));
	return other && output_is_indexed(desk->press, other);
}

/* Each page of such a set names all of them, itself too. */
static void say_alternates(Buf *b, Desk *desk, const Output *o)
{
	const Site *site = desk->press->site;
	const Language *own = output_language(desk->press, o);
	Str japanese = japanese_path(desk->press, o);
	bool any = false;
	for (size_t i = 0; i < site->languages.count && o->kind->retold && !(own && own->easy); i++) {
		const Language *l = &site->languages.items[i];
		if (!is_told_in(desk, l, japanese))
			continue;
		if (!any)
			say_alternate(b, desk, site->info.lang, japanese);
		say_alternate(b, desk, l->lang, path_in(l, japanese, &desk->group));
		any = true;
	}
	if (any)
		say_alternate(b, desk, STR("x-default"), japanese);
}

static void say_url(Buf *b, Desk *desk, const Output *o)
{
	Day changed = day_of_change(desk->press, o);
	ArenaMark mark = arena_mark(&desk->group);
	buf_str(b, STR("<url><loc>"));
	buf_escaped(b, full_address_of(desk->press->site, o->path, &desk->group));
	buf_str(b, STR("</loc>"));
	if (changed) {
		buf_str(b, STR("<lastmod>"));
		buf_str(b, day_iso(changed, &desk->group));
		buf_str(b, STR("</lastmod>"));
	}
	say_alternates(b, desk, o);
	buf_str(b, STR("</url>\n"));
	arena_reset(&desk->group, mark);
}

static Str say_urls(Desk *desk, size_t from, size_t until)
{
	Buf b = { .arena = &desk->page };
	buf_str(&b, STR(XML_HEAD "<urlset xmlns=\"" SITEMAP_NAMESPACE "\" "
	                "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"));
	for (size_t i = from; i < until; i++) {
		const Output *o = &desk->plan->outputs[i];
		if (output_is_indexed(desk->press, o))
			say_url(&b, desk, o);
	}
	buf_str(&b, STR("</urlset>\n"));
	return buf_text(&b);
}

Sitemaps sitemaps_split(const Plan *plan, size_t most, Arena *a)
{
	Buf from = { .arena = a };
	size_t left = 0, count = 0;
	for (size_t i = 0; i < plan->count; i++) {
		if (!output_is_indexed(plan->press, &plan->outputs[i]))
			continue;
		if (!left) {
			const uint32_t first = (uint32_t)i;
			buf_str(&from, (Str){ (const char *)&first, sizeof(first) });
			count++;
			left = most;
		}
		left--;
	}
	uint32_t *starts = NEW_ARRAY(a, uint32_t, count);
	if (count)
		memcpy(starts, from.ptr, from.len);
	return (Sitemaps){ starts, count };
}

Str sitemap_path(size_t number, Arena *a)
{
	return str_format(a, "sitemap-%zu.xml", number + 1);
}

Str render_sitemap_part(Desk *desk, const Output *out)
{
	const Sitemaps *all = &desk->plan->sitemaps;
	size_t number = (size_t)out->page;
	return say_urls(desk, all->from[number], number + 1 < all->count ? all->from[number + 1] : desk->plan->count);
}

static Str say_sitemaps(Desk *desk)
{
	Buf b = { .arena = &desk->page };
	buf_str(&b, STR(XML_HEAD "<sitemapindex xmlns=\"" SITEMAP_NAMESPACE "\">\n"));
	for (size_t i = 0; i < desk->plan->sitemaps.count; i++) {
		buf_str(&b, STR("<sitemap><loc>"));
		buf_escaped(&b, full_address_of(desk->press->site, sitemap_path(i, &desk->page), &desk->page));
		buf_str(&b, STR("</loc></sitemap>\n"));
	}
	buf_str(&b, STR("</sitemapindex>\n"));
	return buf_text(&b);
}

Str render_sitemap(Desk *desk, const Output *out)
{
	(void)out;
	return desk->plan->sitemaps.count > 1 ? say_sitemaps(desk) : say_urls(desk, 0, desk->plan->count);
}

Str render_robots(Desk *desk, const Output *out)
{
	(void)out;
	return STR_CONCAT(&desk->page, STR("User-agent: *\nAllow: /\nSitemap: "),
	                  full_address_of(desk->press->site, STR("sitemap.xml"), &desk->page),
	                  STR("\n"));
}

/* What every answer carries besides the page: the policy of the pages, and what a <meta> cannot say. */
#define POLICY                                                                            \
	"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; " \
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

static const struct {
	const char *name, *value;
} headers[] = {
	{ "Content-Security-Policy", POLICY },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Permissions-Policy", "camera=(), geolocation=(self), microphone=()" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
};
enum { HEADERS = sizeof(headers) / sizeof(*headers) };

/* For the server, not for readers. */
static const char *const unserved[] = { "_headers", "_redirects", "keijiban-nginx.conf" };

Str render_headers(Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	Str base = desk->press->site->info.base_path;
	(void)out;
	buf_str(&b, base);
	buf_str(&b, STR("/*\n"));
	for (size_t i = 0; i < HEADERS; i++)
		buf_format(&b, "  %s: %s\n", headers[i].name, headers[i].value);
	buf_str(&b, base);
	buf_str(&b, STR("/*.ics\n  Content-Type: text/calendar; charset=utf-8\n"));
	buf_str(&b, base);
	buf_str(&b, STR("/*.vcf\n  Content-Type: text/vcard; charset=utf-8\n"));
	buf_str(&b, base);
	buf_str(&b, STR("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
	buf_format(&b, "%.*s/%.*s\n  Cache-Control: no-cache\n", STR_ARG(base), STR_ARG(LAYOUTS_WORKER));
	return buf_text(&b);
}

/* Addresses that records had before, and where they are now. */

typedef void SayMoved(Buf *b, const Press *press, Str old, Str new);

static void each_moved(Buf *b, const Press *press, SayMoved *say)
{
	for (size_t i = 0; i < press->site->record_count; i++) {
		const Record *r = press->site->records[i];
		for (size_t n = 0; n < r->aliases.count && state_has_page(r->state); n++)
			say(b, press, r->aliases.items[n], ready_record(press, r)->url);
	}
}

/* What servers take as it stands: no quotes, and no * or : that stands for any address. */
static bool is_plain(Str address)
{
	for (size_t i = 0; i < address.len; i++) {
		char c = address.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && !(c >= '0' && c <= '9') && !strchr("/-._~", c))
			return false;
	}
	return address.len > 0;
}

static void say_redirect(Buf *b, const Press *press, Str old, Str new)
{
	Str base = press->site->info.base_path;
	bool folder = str_ends(old, STR("/"));
	if (is_plain(old) && is_plain(new))
		buf_format(b, "%.*s%.*s%s %.*s 301\n", STR_ARG(base), STR_ARG(old), folder ? "" : "/", STR_ARG(new));
}

/* For hosts that read such a file; everywhere else a page leads on. */
Str render_redirects(Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	(void)out;
	buf_str(&b, STR("# Old addresses: aliases of records.\n"));
	each_moved(&b, desk->press, say_redirect);
	return buf_text(&b);
}

static void say_nginx_moved(Buf *b, const Press *press, Str old, Str new)
{
	Str base = press->site->info.base_path;
	if (is_plain(old) && is_plain(new))
		buf_format(b, "location = %.*s%.*s%s { return 301 %.*s; }\n", STR_ARG(base), STR_ARG(old),
		           str_ends(old, STR("/")) ? "" : "/", STR_ARG(new));
}

/* A record that was taken back is gone for good: its page says so, and so does the status. */
static void say_nginx_gone(Buf *b, const Site *site)
{
	Str base = site->info.base_path;
	for (size_t i = 0; i < site->withdrawn.count; i++) {
		Str id = site->withdrawn.items[i].id;
		if (!map_find(&site->by_id, id) && is_plain(id))
			buf_format(b,
			           "location = %.*s/r/%.*s/ { error_page 410 %.*s/r/%.*s/index.html; return 410; }\n",
			           STR_ARG(base), STR_ARG(id), STR_ARG(base), STR_ARG(id));
	}
}

/* What nginx does not know of itself. */
static const struct {
	const char *ending, *type;
} types[] = {
	{ "csv", "text/csv" },
	{ "ics", "text/calendar" },
	{ "geojson", "application/geo+json" },
	{ "vcf", "text/vcard" },
};

Str render_nginx(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Buf b = { .arena = &desk->page };
	Str base = press->site->info.base_path;
	(void)out;
	buf_str(&b, STR("# For nginx: include this file in the server block, after `root`.\n"
	                "# The .gz files beside the pages are sent as they are.\n"
	                "gzip_static on;\ncharset utf-8;\ncharset_types text/html text/css text/plain text/xml "
	                "text/csv text/calendar text/vcard application/atom+xml application/javascript "
	                "application/json image/svg+xml;\nerror_page 404 "));
	buf_str(&b, base);
	buf_str(&b, STR("/404.html;\n"));
	for (size_t i = 0; i < HEADERS; i++)
		buf_format(&b, "add_header %s \"%s\" always;\n", headers[i].name, headers[i].value);
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		buf_format(&b, "location ~ \\.%s$ { types { } default_type %s; }\n", types[i].ending, types[i].type);
	buf_format(&b, "location %.*s/assets/ { expires 1y; }\n", STR_ARG(base));
	buf_format(&b, "location = %.*s/%.*s { expires -1; }\n", STR_ARG(base), STR_ARG(LAYOUTS_WORKER));
	for (size_t i = 0; i < sizeof(unserved) / sizeof(*unserved); i++)
		buf_format(&b, "location = %.*s/%s { return 404; }\n", STR_ARG(base), unserved[i]);
	each_moved(&b, press, say_nginx_moved);
	say_nginx_gone(&b, press->site);
	return buf_text(&b);
}
