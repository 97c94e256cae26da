package com.xenlixai.scan.local.planted.contract;

import org.springframework.stereotype.Component;

/// The contract must not know Spring.
@Component
public class SpringInContract {}
