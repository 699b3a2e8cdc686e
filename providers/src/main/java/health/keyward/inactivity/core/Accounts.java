package health.keyward.inactivity.core;

import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done to accounts, in the caller's transaction. A port. */
public interface Accounts {
    /**
     * How it ended for one account.
     *
     * @param detail what was seen afterwards, or why it was not done; short, without names
     */
    record Effect(boolean done, String detail) {}

    /** Disables them, and ends their sessions, offline sessions and emergency grants. The state is read again afterwards (IN-12). */
    Map<UserId, Effect> disable(List<Account> accounts);

    /** Takes roles and groups away and keeps a list of them; attributes stay. */
    Map<UserId, Effect> archive(List<Account> accounts);

    Map<UserId, Effect> delete(List<Account> accounts);

    /** Lets them sign in again, after a leave. */
    Map<UserId, Effect> enable(List<Account> accounts);

    /** Those that stand in the register of emergency administrators. */
    Set<UserId> emergency(List<UserId> people);

    /** System administrators who can get to work now. */
    Set<UserId> workingAdmins();
}
