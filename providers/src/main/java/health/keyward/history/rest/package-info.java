/** The admin API of the history: thin resources, clear problems, and every look recorded before its answer leaves (LH-3). */
@NullMarked
package health.keyward.history.rest;

import org.jspecify.annotations.NullMarked;
