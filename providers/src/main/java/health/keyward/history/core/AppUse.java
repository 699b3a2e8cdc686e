package health.keyward.history.core;

/** Sign-ins and failures of one app. */
public record AppUse(String app, long success, long failed) {}
