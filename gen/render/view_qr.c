#include "render/address.h"
#include "render/view.h"

Value view_qr(const Press *press, Str path, QrLevel level, Arena *a)
{
	Qr code;
	if (press->skip.qr || !qr_make(full_address_of(press->site, path, a), level, a, &code))
		return (Value){ 0 };
	return value_html(qr_svg(
		&code, STR_CONCAT(a, STR("QRコード："), printed_address(press->site, path, a)), a));
}
