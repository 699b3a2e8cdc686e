/** What an admin has ordered as a file: followed, fetched, given up. */
@NullMarked
package health.keyward.console.exports;

import org.jspecify.annotations.NullMarked;
