/** What every page shares: the shell, the words, the states a page can be in, lists, charts and the idle watch. */
@NullMarked
package health.keyward.console.base;

import org.jspecify.annotations.NullMarked;
