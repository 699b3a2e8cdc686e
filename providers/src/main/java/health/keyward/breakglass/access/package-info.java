/** What apps and people themselves say about a grant, without the admin API. */
@NullMarked
package health.keyward.breakglass.access;

import org.jspecify.annotations.NullMarked;
