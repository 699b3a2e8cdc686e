<#ftl output_format="plainText">
${msg("keywardNoticeText." + topic)}

<#list facts as name, value>
${msg("keywardNoticeFact." + name)}: <#if name == "cause" && topic?starts_with("inactivity-")>${msg("keywardNoticeCause." + value)}<#elseif ["waived", "degraded"]?seq_contains(name)>${msg("keywardNoticeYes")}<#else>${value}</#if>
</#list>

<#if console?has_content && !topic?starts_with("service-account-") && !["break-glass-watched", "break-glass-revoked", "inactivity-returned", "case-question"]?seq_contains(topic)>
${msg("keywardNoticeConsole")} ${console}<#if topic?starts_with("break-glass-") && facts.grant??>access/emergency?open=${facts.grant}<#elseif topic?starts_with("case-")>access/emergency/cases/${facts.grant}<#elseif topic == "review-open">access/my-reviews<#elseif topic?starts_with("review-")>access/reviews<#if facts.campaign??>/${facts.campaign}</#if></#if>

</#if>
<#if signIn?has_content>
${msg("keywardNoticeSignIn")} ${signIn}

</#if>
${msg("keywardNoticeReference")}: ${reference}
${msg("keywardMailFooter")}
