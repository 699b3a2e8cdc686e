package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.Optional;

/**
 * Asked when somebody has shown the right password of a disabled account, in the transaction of that sign-in. A door that any room may have which closes
 * accounts and knows a way back.
 */
@FunctionalInterface
public interface ClosedAccounts {
    /**
     * What the person is told; empty when there is no more to say than that the account is disabled. Nobody is let in by it.
     *
     * @return key of a text of the sign-in pages
     */
    Optional<String> wayBack(RealmId realm, UserId person);
}
