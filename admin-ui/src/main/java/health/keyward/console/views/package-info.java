/** Questions an admin keeps, stored behind the admin API. */
@NullMarked
package health.keyward.console.views;

import org.jspecify.annotations.NullMarked;
