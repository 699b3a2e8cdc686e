/** The admin API of emergency access. */
@NullMarked
package health.keyward.breakglass.rest;

import org.jspecify.annotations.NullMarked;
