#include "render/address.h"
#include "render/view.h"

Value view_qr(const Press *press, Str path, Arena *a)
{
	(void)press;
	(void)path;
	(void)a;
	return (Value){ 0 };
}
