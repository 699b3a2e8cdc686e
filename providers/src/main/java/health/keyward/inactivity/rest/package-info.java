/** The admin API of inactive accounts. */
@NullMarked
package health.keyward.inactivity.rest;

import org.jspecify.annotations.NullMarked;
