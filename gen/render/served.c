#include "render/address.h"
#include "render/outputs.h"
#include "render/view.h"

/* sitemap.xml: every page that search engines may list. */

static void say_url(Buf *b, Desk *desk, const Output *o)
{
	Day changed = o->kind->scope == OF_RECORD ? o->of.record->changed : DAY_NONE;
	ArenaMark mark = arena_mark(&desk->group);
	buf_str(b, STR("<url><loc>"));
	buf_escaped(b, full_address_of(desk->press->site, o->path, &desk->group));
	buf_str(b, STR("</loc>"));
	if (changed) {
		buf_str(b, STR("<lastmod>"));
		buf_str(b, day_iso(changed, &desk->group));
		buf_str(b, STR("</lastmod>"));
	}
	buf_str(b, STR("</url>\n"));
	arena_reset(&desk->group, mark);
}

Str render_sitemap(Desk *desk, const Output *out)
{
	const Plan *plan = desk->plan;
	Buf b = { .arena = &desk->page };
	(void)out;
	buf_str(&b, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"));
	for (size_t i = 0; i < plan->count; i++) {
		const Output *o = &plan->outputs[i];
		if (output_is_indexed(desk->press, o))
			say_url(&b, desk, o);
	}
	buf_str(&b, STR("</urlset>\n"));
	return buf_text(&b);
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
	buf_str(&b, STR("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
	return buf_text(&b);
}

Str render_nginx(Desk *desk, const Output *out)
{
	Buf b = { .arena = &desk->page };
	Str base = desk->press->site->info.base_path;
	(void)out;
	buf_str(&b, STR("# For nginx: include this file in the server block, after `root`.\n"
	                "# The .gz files beside the pages are sent as they are.\n"
	                "gzip_static on;\ncharset utf-8;\ncharset_types text/html text/css "
	                "text/plain text/xml text/calendar "
	                "application/javascript application/json image/svg+xml;\nerror_page 404 "));
	buf_str(&b, base);
	buf_str(&b, STR("/404.html;\n"));
	for (size_t i = 0; i < HEADERS; i++)
		buf_format(&b, "add_header %s \"%s\" always;\n", headers[i].name, headers[i].value);
	buf_format(&b, "location %.*s/assets/ { expires 1y; }\n", STR_ARG(base));
	buf_format(&b, "location ~ ^%.*s/.*\\.ics$ { types { } default_type text/calendar; }\n", STR_ARG(base));
	buf_format(&b, "location = %.*s/_headers { return 404; }\n", STR_ARG(base));
	buf_format(&b, "location = %.*s/keijiban-nginx.conf { return 404; }\n", STR_ARG(base));
	return buf_text(&b);
}
