@NullMarked
package com.xenlixai.scan.local.services;

import org.jspecify.annotations.NullMarked;
