package health.keyward.console.api;

/** The API did it and has nothing to add. */
public record Done() {}
