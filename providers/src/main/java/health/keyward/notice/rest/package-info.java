/** The admin API of the notice room: what was told, how long it took, and another try. */
@NullMarked
package health.keyward.notice.rest;

import org.jspecify.annotations.NullMarked;
