package health.keyward.notice.core;

/** Brings a letter to the other side of one channel. */
@FunctionalInterface
public interface Sender {
    Delivery send(Letter letter);
}
