/** The admin API as the console calls it: with the signed-in admin's token, one class per area, every ending a value. */
@NullMarked
package health.keyward.console.api;

import org.jspecify.annotations.NullMarked;
