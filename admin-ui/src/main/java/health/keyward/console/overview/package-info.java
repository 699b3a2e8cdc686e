/** The first page: how the house is doing and what needs attention. */
@NullMarked
package health.keyward.console.overview;

import org.jspecify.annotations.NullMarked;
