/** The read models against a real PostgreSQL. */
package health.keyward.history.store;
