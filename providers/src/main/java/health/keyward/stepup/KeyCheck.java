package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Optional;

/** Whether somebody shows a passkey or security key of theirs on a page of another room (WebAuthn 7.2). A door of the room. */
public interface KeyCheck {
    /** What the page asks the browser for; empty when the person holds no key that is accepted. */
    Optional<Asked> asks(RealmId realm, UserId person);

    /**
     * @param challenge made for this page; whoever asks keeps it, and takes one answer to it
     * @param keys credential ids of the keys that will do, in base64url
     */
    record Asked(String challenge, String relyingParty, List<String> keys) {
        public Asked {
            keys = List.copyOf(keys);
        }
    }

    /** What the browser brought back, each in base64url and none of it checked. */
    record Answer(String credentialId, String authenticatorData, String clientData, String signature) {}

    /** Whether the answer is to that challenge and by an accepted key of that person. Counts the use of the key. */
    boolean shown(RealmId realm, UserId person, String challenge, Answer answer);
}
