package health.keyward.notice.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Letters for tests. */
public final class Letters {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    private Letters() {}

    public static Letter with(Map<String, String> facts) {
        return new Letter(
                UUID.fromString("0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"),
                new Notice(
                        new RealmId("hospital"),
                        "approval-proposed",
                        "d",
                        new Audience.Person(new UserId("anneke")),
                        facts),
                Channel.WEBHOOK,
                State.WAITING,
                NOON,
                NOON,
                NOON,
                0,
                null,
                null);
    }
}
