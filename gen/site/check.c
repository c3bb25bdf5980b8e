#include "site/check.h"

#include "site/check_area.h"
#include "site/check_record.h"

/*
 * The checks in groups; each group is a table in its own file, so that a new
 * rule is one function and one row.
 */
void check_site(const Site *site, const Files *content, int jobs, Diag *d)
{
	check_ids(site, content, d);
	check_areas(site, content, d);
	check_records(site, content, jobs, d);
}
