/** The console: what a system admin sees of the house, read through the admin API with that admin's own token. */
@NullMarked
package health.keyward.console;

import org.jspecify.annotations.NullMarked;
