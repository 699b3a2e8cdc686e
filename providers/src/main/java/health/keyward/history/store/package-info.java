/** The read models in PostgreSQL: rows written by the projection, questions answered by keyset, never by offset. */
@NullMarked
package health.keyward.history.store;

import org.jspecify.annotations.NullMarked;
