<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('recoveryCodeInput'); section>
    <#if section = "header">
        ${msg("keywardRecoveryCodeTitle")}
    <#elseif section = "form">
        <p id="keyward-recovery-code-help">${msg("keywardRecoveryCodeHelp")}</p>
        <form id="kc-recovery-code-login-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <@field.input name="recoveryCodeInput" label=msg("keywardRecoveryCodeLabel") autofocus=true autocomplete="off" />
            <@buttons.loginButton />
        </form>
    </#if>
</@layout.registrationLayout>
