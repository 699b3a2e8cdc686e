package health.keyward.local.house;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/**
 * A certificate of the house's own authority for who calls, a device or an app.
 *
 * @param tls trusts the house's authority alone, and shows the certificate where it is asked for
 */
public record CallerCertificate(X509Certificate certificate, SSLContext tls) {}
