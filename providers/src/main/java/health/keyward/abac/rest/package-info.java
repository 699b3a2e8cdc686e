/** The admin API of the room of decisions. */
@NullMarked
package health.keyward.abac.rest;

import org.jspecify.annotations.NullMarked;
