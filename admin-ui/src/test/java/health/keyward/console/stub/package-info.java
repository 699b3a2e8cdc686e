/** An admin API in memory and the console over it, for tests and for looking at pages. */
package health.keyward.console.stub;
