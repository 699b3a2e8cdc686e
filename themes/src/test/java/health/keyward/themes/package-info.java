/** Holds the themes to their promises: both languages complete, nothing loaded from elsewhere, colours that can be read, no hints. */
@NullMarked
package health.keyward.themes;

import org.jspecify.annotations.NullMarked;
