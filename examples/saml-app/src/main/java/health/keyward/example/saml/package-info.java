/** Pharmacy, the SAML sample app: shows who is signed in, how, and with which attributes, and takes part in single logout. */
@NullMarked
package health.keyward.example.saml;

import org.jspecify.annotations.NullMarked;
