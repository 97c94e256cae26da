package com.xenlixai.scan.gateway.pipeline;

/// What the broker says of a group.
///
/// @param state as Kafka names it, for instance `STABLE`; `ABSENT` when there is no such group
record GroupState(String group, String state, int members) {

    static GroupState absent(String group) {
        return new GroupState(group, "ABSENT", 0);
    }
}
