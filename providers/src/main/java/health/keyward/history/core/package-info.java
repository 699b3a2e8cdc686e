/** The rules of the history: how an entry of the log reads in words, which questions may be asked, when failures count as rising. */
@NullMarked
package health.keyward.history.core;

import org.jspecify.annotations.NullMarked;
