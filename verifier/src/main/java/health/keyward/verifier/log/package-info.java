/** What an export holds: its files, its bundles and its entries, read and taken apart, judged by nobody yet. */
@NullMarked
package health.keyward.verifier.log;

import org.jspecify.annotations.NullMarked;
